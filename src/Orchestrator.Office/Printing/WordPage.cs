using System.Security;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Orchestrator.Spreadsheets;
using static Orchestrator.Office.Printing.WordText;

namespace Orchestrator.Office.Printing;

/// <summary>What every page of a Word document has: A4, margins, the mark across it, the number below. Lengths in twentieths of a point.</summary>
internal static class WordPage
{
    /// <summary>210 mm less 28 mm and 26 mm.</summary>
    public const int TextWidth = 8844;

    /// <summary>The section that ends the body; adds the header and the footer it refers to.</summary>
    public static SectionProperties Of(MainDocumentPart main, ExportMark mark)
    {
        var header = main.AddNewPart<HeaderPart>();
        header.Header = new Header(MarkAcross(mark.Text));
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new Footer(Paragraph([Run("— ", WordFont.Number, 10.5), .. Field("PAGE"), Run(" / ", WordFont.Number, 10.5), .. Field("NUMPAGES"), Run(" —", WordFont.Number, 10.5)], JustificationValues.Center));
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(header) },
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 2098, Bottom = 1984, Left = 1588, Right = 1474, Header = 851, Footer = 992, Gutter = 0 });
    }

    /// <summary>Names the fonts with what takes their place, so that no other font of the system does.</summary>
    public static void AddFonts(MainDocumentPart main) => main.AddNewPart<FontTablePart>().Fonts = new Fonts(
        WordFont.All.Select(font => new Font(new AltName { Val = font.Otherwise }, new FontCharSet { Val = "86" }) { Name = font.Name }));

    private static IEnumerable<Run> Field(string instruction) =>
    [
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode($" {instruction} ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        Run("1", WordFont.Number, 10.5),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
    ];

    // Word's own kind of watermark: text as a shape (VML) behind the text, three times down the page.
    private static string MarkAcross(string text) => $"""
        <w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:p>{string.Concat(new[] { 120, 330, 540 }.Select((top, at) => Shape(text, at + 1, top)))}</w:p></w:hdr>
        """;

    private static string Shape(string text, int number, int top) => $"""
        <w:r><w:rPr><w:noProof/></w:rPr><w:pict>{(number == 1 ? """<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>""" : "")}<v:shape id="Mark{number}" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:{top}pt;width:{Math.Min(420, text.Length * 16)}pt;height:22pt;rotation:332;z-index:-{251650000 + number};mso-position-horizontal:center;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" fillcolor="#dcdcdc" stroked="f"><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{SecurityElement.Escape(PlainText.ForXml(text))}"/></v:shape></w:pict></w:r>
        """;
}
