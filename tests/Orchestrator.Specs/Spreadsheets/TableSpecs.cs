using System.IO.Compression;
using System.Text;
using Orchestrator.Contracts.People;
using Orchestrator.Spreadsheets;
using Orchestrator.Spreadsheets.Intake;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Spreadsheets;

/// <summary>A workbook that somebody filled in is read cell by cell, and every mistake is told at its row and column.</summary>
public sealed class TableSpecs
{
    private static readonly TableForm Form = new("名册", [new("单位", ""), new("人数", ""), new("金额", "", Required: false), new("日期", "", Required: false), new("号码", "", Required: false)]);

    [Fact]
    public void Headings_may_come_in_any_order_and_empty_rows_do_not_count()
    {
        var (rows, problems) = Read(["人数", "单位"], [3, "甲"], [null, null], [4, "乙"]);

        rows.Select(row => (row.Number, row.Text("单位"), row.Whole("人数", 0, 9))).ShouldBe([(2, "甲", 3), (4, "乙", 4)]);
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_sheet_or_a_heading_that_is_missing_doubled_or_unknown_is_named()
    {
        var problems = new List<TableProblem>();
        Form.Rows([new("别的", [])], problems).ShouldBeEmpty();
        problems.Single().Message.ShouldContain("没有工作表“名册”");

        Read(["单位", "备注"]).Problems.Select(problem => (problem.Row, problem.Column, problem.Message)).ShouldBe(
            [(1, "人数", "缺少列“人数”。"), (1, "备注", "不认识列“备注”，请删去或改用模板中的列名。")]);
        Read(["单位", "人数", "单位"]).Problems.Single().Message.ShouldContain("出现了两次");
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("0", 0)]
    [InlineData("100", 100)]
    [InlineData("101", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("十", null)]
    public void A_number_of_people_is_a_whole_number_within_its_bounds(string text, int? expected)
    {
        var (rows, problems) = Read(["单位", "人数"], ["甲", text]);

        rows[0].Whole("人数", 0, 100).ShouldBe(expected);
        problems.Select(problem => (problem.Sheet, problem.Row, problem.Column)).ShouldBe(expected is null ? [("名册", 2, "人数")] : []);
        rows[0].Sound.ShouldBe(expected is not null);
    }

    [Theory]
    [InlineData("12.34", 1234L)]
    [InlineData("1,200", 120000L)]
    [InlineData("0", 0L)]
    [InlineData("12.345", null)]
    [InlineData("-1", null)]
    [InlineData("1e5", null)]
    [InlineData("100000000000.01", null)]
    public void Money_is_yuan_with_two_decimals_and_becomes_fen(string text, long? expected)
    {
        var (rows, problems) = Read(["单位", "人数", "金额"], ["甲", 1, text]);

        rows[0].Money("金额").ShouldBe(expected);
        problems.Count.ShouldBe(expected is null ? 1 : 0);
    }

    [Fact]
    public void Money_that_a_program_keeps_as_a_binary_number_is_what_is_shown()
    {
        var (rows, problems) = Read(["单位", "人数", "金额"], ["甲", 1, 8_123.1], ["乙", 1, 0.29]);

        rows.Select(row => row.Money("金额")).ShouldBe([812_310L, 29L]);
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2020-09-01")]
    [InlineData("2020/9/1")]
    [InlineData("2020.9.1")]
    [InlineData("2020年9月1日")]
    [InlineData("20200901")]
    public void A_day_is_read_as_people_write_it(string text)
    {
        var (rows, problems) = Read(["单位", "人数", "日期"], ["甲", 1, text]);

        rows[0].Day("日期").ShouldBe(new DateOnly(2020, 9, 1));
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_day_that_is_a_cell_of_the_program_is_a_day()
    {
        var (rows, _) = Read(["单位", "人数", "日期"], ["甲", 1, new DateOnly(2020, 9, 1)]);

        rows[0].Day("日期").ShouldBe(new DateOnly(2020, 9, 1));
    }

    [Theory]
    [InlineData("2020-02-30")]
    [InlineData("9月1日")]
    [InlineData("1899-12-31")]
    public void What_is_no_day_is_refused(string text)
    {
        var (rows, problems) = Read(["单位", "人数", "日期"], ["甲", 1, text]);

        rows[0].Day("日期").ShouldBeNull();
        problems.Single().Message.ShouldContain("2020-09-01");
    }

    [Theory]
    [InlineData("99010119800101001", "18位")]
    [InlineData("99010119800101001x", "大写X")]
    [InlineData("990101198002300017", "出生日期")]
    [InlineData("990101198001010010", "校验码")]
    public void What_is_wrong_with_a_citizen_number_is_said_without_repeating_it(string text, string said)
    {
        var (rows, problems) = Read(["单位", "人数", "号码"], ["甲", 1, text]);

        rows[0].Citizen("号码").ShouldBeNull();
        problems.Single().Message.ShouldContain(said);
        problems.Single().Message.ShouldNotContain(text[6..14]);
    }

    [Fact]
    public void A_right_number_is_read()
    {
        const string first17 = "99010119800101001";
        var (rows, problems) = Read(["单位", "人数", "号码"], ["甲", 1, first17 + IdentityNumber.CheckCharacter(first17)]);

        rows[0].Citizen("号码")!.BirthDate.ShouldBe(new DateOnly(1980, 1, 1));
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_missing_hidden_or_too_long_is_refused()
    {
        var (rows, problems) = Read(["单位", "人数"], [null, 1], ["甲\u202E乙", 2], [new string('长', 201), 3]);
        foreach (var row in rows)
        {
            row.Text("单位").ShouldBeEmpty();
        }

        problems.Select(problem => problem.Row).ShouldBe([2, 3, 4]);
        problems[0].Message.ShouldBe("没有填写。");
        problems[1].Message.ShouldContain("看不见");
    }

    [Fact]
    public void A_word_that_is_none_of_the_terms_is_answered_with_them()
    {
        var (rows, problems) = Read(["单位", "人数"], ["丙", 1]);

        rows[0].Term("单位", new Dictionary<string, DayOfWeek> { ["甲"] = DayOfWeek.Monday, ["乙"] = DayOfWeek.Friday }).ShouldBeNull();
        problems.Single().Message.ShouldBe("不认识“丙”，可填：甲、乙。");
    }

    [Fact]
    public void The_template_can_be_filled_in_and_says_what_goes_where()
    {
        using var file = new MemoryStream();
        WorkbookFile.Write(file, TableForm.Template([Form]));
        file.Position = 0;
        var (sheets, wrong) = WorkbookReader.Read(file);
        var problems = new List<TableProblem>();

        wrong.ShouldBeNull();
        Form.Rows(sheets!, problems).ShouldBeEmpty();
        problems.ShouldBeEmpty();
        sheets![1].Rows.Count.ShouldBe(1 + Form.Columns.Count);
    }

    [Fact]
    public void What_is_no_workbook_is_refused_in_one_sentence()
    {
        foreach (var bytes in (byte[][])[[], "%PDF-1.4"u8.ToArray(), Zip("word/document.xml", "<x/>"), Zip("xl/workbook.xml", "<workbook>"), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]])
        {
            var (sheets, wrong) = WorkbookReader.Read(new MemoryStream(bytes));
            sheets.ShouldBeNull();
            wrong!.ShouldContain(".xlsx");
        }
    }

    [Fact]
    public void More_rows_than_are_read_are_refused_and_not_cut_off()
    {
        using var file = new MemoryStream();
        WorkbookFile.Write(file, [new("名册", [new("单位", 10)], Enumerable.Range(0, WorkbookReader.MostRows + 1).Select(n => (IReadOnlyList<object?>)[n]))]);
        file.Position = 0;

        WorkbookReader.Read(file).Wrong!.ShouldContain("20000行");
    }

    private static byte[] Zip(string name, string text)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry(name).Open();
            part.Write(Encoding.UTF8.GetBytes(text));
        }

        return file.ToArray();
    }

    private static (IReadOnlyList<TableRow> Rows, List<TableProblem> Problems) Read(string[] headings, params object?[][] rows)
    {
        using var file = new MemoryStream();
        WorkbookFile.Write(file, [new("名册", [.. headings.Select(heading => new Column(heading, 10))], rows)]);
        file.Position = 0;
        var problems = new List<TableProblem>();
        return (Form.Rows(WorkbookReader.Read(file).Sheets!, problems), problems);
    }
}
