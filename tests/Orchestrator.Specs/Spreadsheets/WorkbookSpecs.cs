using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Orchestrator.Spreadsheets;
using Shouldly;
using Xunit;
using Sheet = Orchestrator.Spreadsheets.Sheet;

namespace Orchestrator.Specs.Spreadsheets;

/// <summary>An .xlsx file is read again with the SDK: what was put in is there, and nothing in it runs.</summary>
public sealed class WorkbookSpecs
{
    private static readonly Orchestrator.Spreadsheets.Column[] Columns = [new("事项", 30), new("时间", 18), new("条数", 8)];

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    public void Text_that_begins_like_a_formula_stays_text(string text)
    {
        using var book = Written([[text]], out _);
        var cell = Cells(book, 0)[3];

        cell.DataType!.Value.ShouldBe(CellValues.InlineString);
        cell.InnerText.ShouldBe(text);
        cell.CellFormula.ShouldBeNull();
        Format(book, cell).QuotePrefix!.Value.ShouldBeTrue("it stays text when somebody edits the cell");
    }

    [Fact]
    public void Moments_are_dates_in_local_time_and_numbers_are_numbers()
    {
        using var book = Written([["一", new DateTimeOffset(2020, 8, 12, 10, 30, 0, TimeSpan.Zero), 7], [new DateOnly(2020, 8, 13), null, 1.5]], out _);
        var cells = Cells(book, 0);

        Date(cells[4]).ShouldBe(new DateTime(2020, 8, 12, 18, 30, 0));
        Format(book, cells[4]).NumberFormatId!.Value.ShouldBe(164u);
        cells[5].CellValue!.Text.ShouldBe("7");
        Date(cells[6]).ShouldBe(new DateTime(2020, 8, 13));
        cells[7].CellValue!.Text.ShouldBe("1.5");
    }

    [Fact]
    public void The_header_is_frozen_columns_have_widths_and_the_file_is_valid()
    {
        using var book = Written([["一", DateTimeOffset.UnixEpoch, 1]], out _);
        var sheet = Worksheet(book, 0);

        sheet.GetFirstChild<SheetViews>()!.Descendants<Pane>().Single().State!.Value.ShouldBe(PaneStateValues.Frozen);
        sheet.GetFirstChild<Columns>()!.Elements<DocumentFormat.OpenXml.Spreadsheet.Column>().Select(column => column.Width!.Value).ShouldBe([30, 18, 8]);
        sheet.GetFirstChild<AutoFilter>()!.Reference!.Value.ShouldBe("A1:C2");
        new OpenXmlValidator().Validate(book).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
    }

    [Fact]
    public void What_XML_or_a_cell_cannot_hold_is_left_out()
    {
        using var book = Written([["好\u0001的\ud800"], [new string('长', 40_000)]], out _);
        var cells = Cells(book, 0);

        cells[3].InnerText.ShouldBe("好的");
        cells[4].InnerText.Length.ShouldBe(32_767);
        cells[4].InnerText.ShouldEndWith("（内容过长，已截断）");
    }

    [Fact]
    public void Five_thousand_rows_are_all_there_and_are_never_in_memory_together()
    {
        var alive = 0L;
        IEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var row = 1; row <= 5_000; row++)
            {
                yield return [$"事项{row}", DateTimeOffset.UnixEpoch.AddHours(row), row];
                alive++;
            }
        }

        using var book = Written(Rows(), out var size);

        alive.ShouldBe(5_000);
        Worksheet(book, 0).GetFirstChild<SheetData>()!.Elements<Row>().Count().ShouldBe(5_001);
        Cells(book, 0)[^1].CellValue!.Text.ShouldBe("5000");
        size.ShouldBeLessThan(1_000_000);
    }

    [Theory]
    [InlineData("关于<script>的/方案: \"一\"?\u202e", "关于_script_的_方案_ _一__.docx")]
    [InlineData("..", "导出.docx")]
    public void File_names_are_names_on_every_system(string title, string name) => PlainText.FileName(title, ".docx").ShouldBe(name);

    private static SpreadsheetDocument Written(IEnumerable<IReadOnlyList<object?>> rows, out long size)
    {
        var file = new MemoryStream();
        WorkbookFile.Write(file, [new Sheet("列表", Columns, rows)]);
        size = file.Length;
        return SpreadsheetDocument.Open(file, isEditable: false);
    }

    private static Worksheet Worksheet(SpreadsheetDocument book, int sheet) =>
        ((WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ElementAt(sheet).Id!)).Worksheet;

    private static Cell[] Cells(SpreadsheetDocument book, int sheet) => [.. Worksheet(book, sheet).Descendants<Cell>()];

    private static CellFormat Format(SpreadsheetDocument book, Cell cell) =>
        book.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

    private static DateTime Date(Cell cell) => DateTime.FromOADate(double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture));
}
