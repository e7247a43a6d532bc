//! Names as a Flemish secretariat meets them, of several origins, with their diacritics.

/// Names that go together.
pub(super) struct Origin {
    /// Share of the families, in a thousand.
    pub(super) share: usize,
    /// Share of its children who wait for an INSZ or have a bis number, in a thousand.
    pub(super) newcomers: usize,
    /// Family names; those of a son and a daughter when they differ (`Kowalski/Kowalska`).
    pub(super) last: &'static [&'static str],
    pub(super) girls: &'static [&'static str],
    pub(super) boys: &'static [&'static str],
}

/// Shares add up to a thousand.
pub(super) const ORIGINS: &[Origin] =
    &[FLEMISH, MOROCCAN, TURKISH, WALLOON, POLISH, ROMANIAN, CONGOLESE, UKRAINIAN, VIETNAMESE, OTHER];

#[rustfmt::skip]
const FLEMISH: Origin = Origin {
    share: 640,
    newcomers: 8,
    last: &[
        "Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters",
        "De Smet", "Vermeulen", "Pauwels", "Hermans", "Aerts", "Michiels", "Lemmens", "Claeys", "Smets",
        "De Clercq", "Desmet", "Van den Broeck", "Vandenbroucke", "Van Damme", "Van de Velde", "Vandevelde",
        "Van den Bossche", "Vandenbossche", "Segers", "Hendrickx", "De Backer", "Debacker", "Cools",
        "Stevens", "Martens", "Coppens", "De Vos", "Devos", "Verhoeven", "Van Dyck", "Van Dijck", "De Cock",
        "Bogaert", "Bogaerts", "Verbeke", "Verstraete", "Verstraeten", "Lambrechts", "Thijs", "Thys",
        "De Wilde", "Declercq", "Wuyts", "Smeets", "Geerts", "Nijs", "Nys", "Baert", "Adriaensen",
        "Van Hove", "Vanhove", "Van den Berghe", "Vandenberghe", "Van Acker", "Cuypers", "Cuyvers", "Daems",
        "D'hondt", "D’Hooghe", "Dhondt", "De Coninck", "Deconinck", "Callens", "Torfs", "Moens", "Sels",
        "Raes", "Bosmans", "Ceulemans", "Christiaens", "De Meyer", "De Meyere", "Demeyer", "Engelen",
        "Gielen", "Gijsbrechts", "Goethals", "Heylen", "Huysmans", "Jansen", "Lauwers", "Leemans", "Luyten",
        "Mariën", "Ooms", "Ottevaere", "Reynaert", "Roels", "Rombouts", "Schepers", "Simons", "Timmermans",
        "Van Looy", "Van Hoof", "Van Hecke", "Van Laer", "Vandamme", "Vanderlinden", "Van der Linden",
        "Vercammen", "Vercruysse", "Verheyen", "Verlinden", "Verschueren", "Vervoort", "Wauters", "Wyns",
        "’t Jolle", "'t Kindt", "De Ridder", "De Pauw", "De Bruyn", "De Bruyne", "Debruyne", "Van Eynde",
        "Van Eeckhout", "Vaneeckhout", "Standaert", "Swinnen", "Theunis", "Tielemans", "Ïngels", "Boëls",
        "Noë", "Crêvecœur", "van der Haeghen", "Van Lancker", "Verbruggen", "Van Overstraeten-Claes",
    ],
    girls: &[
        "Emma", "Olivia", "Louise", "Mila", "Noor", "Ella", "Lotte", "Marie", "Juliette", "Elena", "Lina",
        "Alice", "Anna", "Julia", "Nora", "Fien", "Camille", "Elise", "Lore", "Janne", "Hanne", "Amber",
        "Lena", "Zoë", "Chloë", "Noémie", "Liv", "Roos", "Tess", "Luna", "Nina", "Jade", "Axelle", "Anaïs",
        "Anouk", "Babette", "Céleste", "Charlotte", "Ellen", "Febe", "Floor", "Hélène", "Ilse", "Jolien",
        "Kaat", "Laura", "Leonie", "Maité", "Marthe", "Merel", "Mirthe", "Oona", "Paulien", "Renée", "Romy",
        "Saar", "Stien", "Suze", "Tuur-Marie", "Yade", "Zita", "Elisabeth", "Anne-Sophie", "Loïse",
    ],
    boys: &[
        "Noah", "Arthur", "Liam", "Lucas", "Jules", "Adam", "Louis", "Finn", "Victor", "Vince", "Leon",
        "Matteo", "Lars", "Seppe", "Wout", "Mathis", "Kobe", "Stan", "Senne", "Rune", "Robbe", "Jasper",
        "Thibo", "Milan", "Jef", "Warre", "Lowie", "Gust", "Cas", "Tuur", "Viktor", "Mats", "Emiel",
        "Ferre", "Jan", "Jerôme", "Loïc", "Raphaël", "Noë", "Michaël", "Joren", "Kjell", "Lennert",
        "Maarten", "Nand", "Otto", "Pieter", "Pieter-Jan", "Remi", "Rémy", "Sander", "Siebe", "Simon",
        "Staf", "Thijs", "Tibe", "Toon", "Wannes", "Xander", "Yoran", "Ziggy", "Maurits", "Oscar", "René",
    ],
};

#[rustfmt::skip]
const MOROCCAN: Origin = Origin {
    share: 100,
    newcomers: 20,
    last: &[
        "El Amrani", "Ben Ali", "Benali", "El Idrissi", "Bouzidi", "Amrani", "El Khattabi", "Aït Lahcen",
        "Ait Lahcen", "Bensaïd", "Bouchiba", "Chaïri", "El Ouardi", "El Haddad", "Haddad", "Zerrouki",
        "Ouali", "Tahiri", "Mansouri", "Lahlou", "Benhaddou", "El Yaakoubi", "Abdellaoui", "Ben Yaâla",
        "Azzouzi", "Boulahrouz", "El Fassi", "Saïdi",
    ],
    girls: &[
        "Imane", "Yasmine", "Salma", "Aya", "Inès", "Amina", "Nour", "Hafsa", "Sara", "Malak", "Safaa",
        "Lina", "Dounia", "Hiba", "Soumaya", "Rania", "Kawtar", "Maïssa", "Jihane", "Naïma",
    ],
    boys: &[
        "Yassine", "Mohamed", "Mohammed", "Ayoub", "Bilal", "Ilyas", "Ismaël", "Hamza", "Zakaria", "Amine",
        "Rayan", "Anas", "Naïm", "Soufiane", "Younes", "Walid", "Idriss", "Omar", "Saïd", "Adam",
    ],
};

#[rustfmt::skip]
const TURKISH: Origin = Origin {
    share: 65,
    newcomers: 15,
    last: &[
        "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Yıldırım", "Öztürk", "Aydın", "Özdemir",
        "Arslan", "Doğan", "Kılıç", "Aslan", "Çetin", "Kara", "Koç", "Kurt", "Özkan", "Şimşek", "Güneş",
        "Aktaş", "Ünal", "Işık",
    ],
    girls: &[
        "Elif", "Zeynep", "Defne", "Ecrin", "Hiranur", "Ayşe", "Büşra", "Şevval", "İrem", "Gülşen",
        "Nisanur", "Esra", "Elif-Su", "Özlem", "Çağla", "Ela",
    ],
    boys: &[
        "Emre", "Yusuf", "Eymen", "Ömer", "Mustafa", "Çınar", "Kerem", "İbrahim", "Ali", "Oğuzhan",
        "Göktuğ", "Barış", "Hüseyin", "Tuğrul", "Uğur", "Efe",
    ],
};

#[rustfmt::skip]
const WALLOON: Origin = Origin {
    share: 55,
    newcomers: 5,
    last: &[
        "Dubois", "Lambert", "Dupont", "Lefèvre", "Lefebvre", "Leclercq", "Noël", "Delvaux", "Gérard",
        "Collignon", "Hénin", "François", "Rousseau", "de la Vallée", "Du Bois", "Géradin", "Thonon",
        "Wéry", "Piérard", "Bodart",
    ],
    girls: &[
        "Léa", "Chloé", "Manon", "Clémence", "Éloïse", "Inès", "Océane", "Margaux", "Élise", "Aurélie",
        "Agnès", "Zélie", "Maëlle",
    ],
    boys: &[
        "Hugo", "Théo", "Gaël", "Maxime", "Léo", "Benoît", "Raphaël", "Jérémie", "Étienne", "Loïc",
        "François", "Timéo", "Noé",
    ],
};

#[rustfmt::skip]
const POLISH: Origin = Origin {
    share: 35,
    newcomers: 60,
    last: &[
        "Kowalski/Kowalska", "Nowak", "Wiśniewski/Wiśniewska", "Wójcik", "Kamiński/Kamińska",
        "Lewandowski/Lewandowska", "Zieliński/Zielińska", "Szymański/Szymańska", "Woźniak",
        "Dąbrowski/Dąbrowska", "Kozłowski/Kozłowska", "Mazur", "Jabłoński/Jabłońska", "Krawczyk",
        "Górski/Górska", "Łukasik",
    ],
    girls: &[
        "Zuzanna", "Julia", "Maja", "Zofia", "Agnieszka", "Małgorzata", "Oliwia", "Łucja", "Kinga",
        "Weronika",
    ],
    boys: &[
        "Jakub", "Antoni", "Łukasz", "Michał", "Wojciech", "Paweł", "Stanisław", "Kacper", "Mikołaj",
        "Bartłomiej",
    ],
};

#[rustfmt::skip]
const ROMANIAN: Origin = Origin {
    share: 30,
    newcomers: 70,
    last: &[
        "Popescu", "Ionescu", "Popa", "Dumitru", "Stoica", "Gheorghe", "Rusu", "Munteanu", "Matei",
        "Constantinescu", "Ștefănescu", "Țurcanu", "Bălan", "Lupu", "Pîrvu",
    ],
    girls: &[
        "Andreea", "Ioana", "Mălina", "Ștefania", "Elena", "Bianca", "Anca", "Denisa", "Teodora",
    ],
    boys: &[
        "Andrei", "Ștefan", "Mihai", "Răzvan", "Cătălin", "Ionuț", "Luca", "Vlad", "Dănuț",
    ],
};

#[rustfmt::skip]
const CONGOLESE: Origin = Origin {
    share: 30,
    newcomers: 40,
    last: &[
        "Mbuyi", "Kabongo", "Ilunga", "Tshibangu", "Mukendi", "Lukaku-Ndombe", "Ngalula", "Kalala",
        "Mwamba", "Banza", "Tshimanga", "Mutombo", "Kasongo", "N'Sele", "Ntumba", "Lumumba-Kazadi",
    ],
    girls: &[
        "Gracia", "Merveille", "Divine", "Naomie", "Plamedi", "Exaucée", "Ruth", "Béatrice", "Dorcas",
        "Espérance",
    ],
    boys: &[
        "Christ-Vie", "Jérémie", "Glody", "Emmanuel", "Dieumerci", "Héritier", "Josué", "Trésor", "Samuël",
        "Moïse",
    ],
};

#[rustfmt::skip]
const UKRAINIAN: Origin = Origin {
    share: 20,
    newcomers: 300,
    last: &[
        "Shevchenko", "Kovalenko", "Bondarenko", "Tkachenko", "Kravchenko", "Oliinyk", "Marchenko",
        "Savchenko", "Melnyk", "Hryhorenko", "Zelenskyi/Zelenska", "Yushchenko", "Lysenko", "Kovalchuk",
    ],
    girls: &[
        "Anastasiia", "Sofiia", "Mariia", "Oleksandra", "Daryna", "Polina", "Zlata", "Yevheniia",
        "Solomiia",
    ],
    boys: &[
        "Oleksandr", "Maksym", "Artem", "Dmytro", "Nazar", "Bohdan", "Tymofii", "Danylo", "Yehor",
    ],
};

#[rustfmt::skip]
const VIETNAMESE: Origin = Origin {
    share: 10,
    newcomers: 30,
    last: &[
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô",
    ],
    girls: &[
        "Thị Ánh", "Thùy Linh", "Ngọc Mai", "Phương Thảo", "Khánh An", "Bảo Châu",
    ],
    boys: &[
        "Minh Đức", "Quốc Bảo", "Gia Huy", "Văn Thành", "Hữu Phước", "Đình Nam",
    ],
};

#[rustfmt::skip]
const OTHER: Origin = Origin {
    share: 15,
    newcomers: 120,
    last: &[
        "Rodríguez Núñez", "da Silva", "dos Santos Araújo", "Müller", "Groß", "Sørensen", "Hoxha",
        "Krasniqi", "Petrović", "Novák/Nováková", "Al-Hassan", "Al Masri", "Rahimi", "Singh", "Tesfaye",
        "Jónsdóttir", "O’Connor", "Szabó", "Gonçalves", "Ahmadzaï",
    ],
    girls: &[
        "Sofía", "Inês", "Freya", "Jana", "Fatimah", "Simran", "Selam", "Þóra", "Siobhán", "Zsófia",
        "Fjolla",
    ],
    boys: &[
        "José", "João", "Søren", "Jiří", "Nikola", "Arben", "Omid", "Harpreet", "Yonas", "Björn", "Ádám",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_add_up() {
        assert_eq!(ORIGINS.iter().map(|origin| origin.share).sum::<usize>(), 1000);
    }
}
