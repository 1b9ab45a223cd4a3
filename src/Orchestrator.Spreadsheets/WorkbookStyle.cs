using DocumentFormat.OpenXml.Spreadsheet;

namespace Orchestrator.Spreadsheets;

/// <summary>The looks of cells; the values are their places in the stylesheet.</summary>
internal enum WorkbookStyle
{
    Number,
    Header,
    Text,
    Quoted,
    Moment,
    Day,
}

internal static class WorkbookStyles
{
    private const string Font = "等线";

    public static string Xml { get; } = new Stylesheet(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd hh:mm" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy-mm-dd" })
        { Count = 2 },
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = Font }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = Font }))
        { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE9EFF7" }) { PatternType = PatternValues.Solid }))
        { Count = 3 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            Format(0),
            Format(0, font: 1, fill: 2),
            Format(49, wrap: true),
            Format(49, wrap: true, quoted: true),
            Format(164),
            Format(165))
        { Count = 6 }).OuterXml;

    private static CellFormat Format(uint number, uint font = 0, uint fill = 0, bool wrap = false, bool quoted = false) => new(
        new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wrap })
    {
        NumberFormatId = number,
        FontId = font,
        FillId = fill,
        BorderId = 0,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyFont = true,
        ApplyFill = true,
        ApplyAlignment = true,
        QuotePrefix = quoted ? true : null,
    };
}
