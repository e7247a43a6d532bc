import { Card, PlainTable, Scrolled } from "../../shared";
import { number, percent } from "../../shared/format";
import { nl } from "../../texts/nl";
import { Bars } from "./Bars";
import { type Figure, share } from "./figures";

const words = nl.overview;

/** A picture with its numbers beside it: how many, of how many, and the share. */
export function Picture({
  texts,
  figures,
}: {
  texts: { title: string; row: string; chart: string };
  figures: readonly Figure[];
}) {
  return (
    <Card title={texts.title} subtitle={words.share}>
      <div className="picture">
        <Bars label={texts.chart} figures={figures} />
        <Scrolled label={texts.chart}>
          <PlainTable
            columns={[
              texts.row,
              { right: words.columns.marks },
              { right: words.columns.of },
              { right: words.columns.share },
            ]}
          >
            {figures.map((figure) => (
              <tr key={figure.key}>
                <th scope="row">{figure.label}</th>
                <td className="right nums">{number(figure.marks)}</td>
                <td className="right nums">{number(figure.of)}</td>
                <td className="right nums">{percent(share(figure))}</td>
              </tr>
            ))}
          </PlainTable>
        </Scrolled>
      </div>
    </Card>
  );
}
