import { Card, Scrolled } from "../../shared";
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
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{texts.row}</th>
                <th scope="col" className="right">
                  {words.columns.marks}
                </th>
                <th scope="col" className="right">
                  {words.columns.of}
                </th>
                <th scope="col" className="right">
                  {words.columns.share}
                </th>
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <tr key={figure.key}>
                  <th scope="row">{figure.label}</th>
                  <td className="right nums">{number(figure.marks)}</td>
                  <td className="right nums">{number(figure.of)}</td>
                  <td className="right nums">{percent(share(figure))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      </div>
    </Card>
  );
}
