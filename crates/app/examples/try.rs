use mingce_app::{*, prepare::*, formats::*};
fn main() {
    let assets = Assets::find().unwrap();
    let a: Vec<String> = std::env::args().skip(1).collect();
    let f = files::figures(a[0].as_ref(), &assets).unwrap();
    let mut m = Material::from_file(f);
    if a.len() > 2 { m.previous = Some(files::figures(a[2].as_ref(), &assets).unwrap().figures); }
    let now = Now { today: "2026-01-20".parse().unwrap(), at_utc: "2026-01-20T00:00:00Z".into() };
    let p = Prepared::new(m, false, &assets, &now).unwrap();
    println!("{}", findings_text::text(&p.findings));
    println!("{}", findings_text::gate(&p.gate));
    let w = Writers::new(&assets); let mut n = vec![];
    let o: Vec<_> = [Format::Docx, Format::Pdf, Format::Html, Format::Json].into_iter().map(|f| p.write(f, &w, &mut n).unwrap()).collect();
    output::write_all(a[1].as_ref(), &o).unwrap();
    println!("{n:?}");
}
