using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using static Orchestrator.Office.Printing.WordText;

namespace Orchestrator.Office.Printing;

/// <summary>会签情况 in a Word document.</summary>
internal sealed class CountersignWriter(WordSignatures signatures)
{
    private static readonly int[] Widths = [1860, 1120, WordPage.TextWidth - 1860 - 1120 - 1960 - 1260, 1960, 1260];

    public IEnumerable<OpenXmlElement> Write(IReadOnlyList<CountersignTable> tables) =>
        [Heading("二、会签情况"), .. tables.Count == 0 ? [Body("尚未会签。")] : tables.SelectMany(Write)];

    private IEnumerable<OpenXmlElement> Write(CountersignTable table) =>
    [
        Paragraph([Run(table.Title, WordFont.Subheading, 12, bold: true)], before: 6, after: 4, keepNext: true),
        Table(Widths, [Header(Widths, "单位、人员", "结论", "意见", "办理人", "时间"), .. table.Rows.Select(Write)]),
        // Two tables that follow each other without a paragraph between them are one.
        Body(table.Tally ?? ""),
    ];

    private TableRow Write(CountersignRow row)
    {
        var shade = row.Refused ? "FDF0F0" : null;
        Paragraph?[] who = [Line(row.Who), row.Note is { } note ? Line(note) : null];
        Paragraph?[] signer = [Line(row.Signer ?? ""), signatures.Of(row.Signature) is { } signature ? Paragraph([signature]) : null];
        string?[] when = [.. row.At is { } at ? PrintedTime.Minute(at).Split(' ') : [""], row.Version > 0 ? $"第{row.Version}稿" : null];
        return Row(
        [
            Cell(Widths[0], who.OfType<Paragraph>(), shade), Cell(Widths[1], [Line(row.Result)], shade), Cell(Widths[2], [Line(row.Opinion ?? "")], shade),
            Cell(Widths[3], signer.OfType<Paragraph>(), shade), Cell(Widths[4], when.OfType<string>().Select(Line), shade),
        ]);
    }
}
