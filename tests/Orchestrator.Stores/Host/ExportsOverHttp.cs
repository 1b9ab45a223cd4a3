using System.Net.Http.Headers;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Files that the API gives: who gets them, what is in them, and what the audit log says, on every database.</summary>
public abstract class ExportsOverHttp(StoreKind kind) : IAsyncLifetime
{
    private const string Title = "=关于“<b>撤并</b>”的/请示&方案";

    private RunningHost _host = null!;
    private Visitor _office = null!;
    private Visitor _clerk = null!;
    private Visitor _stranger = null!;
    private Visitor _auditor = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(kind, settings: [new("City:Name", "楚江市"), new("Print:Chromium", "none")]);
        _office = await _host.SignedIn(await _host.CreatePerson("office", ["ZB"], "ZB"));
        _clerk = await _host.SignedIn(await _host.CreatePerson("clerk", ["BM-JB"], "D1"));
        _stranger = await _host.SignedIn(await _host.CreatePerson("stranger", ["BM-JB"], "D2"));
        _auditor = await _host.SignedIn(await _host.CreatePerson("auditor", ["AU"]));
        await Run(CampaignWithOneCase);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { _office, _clerk, _stranger, _auditor })
        {
            visitor.Dispose();
        }

        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_approval_form_is_given_as_Word_file_and_as_page_to_whoever_may_read_the_case()
    {
        var word = await File(_clerk, "cases/k1/approval-form.docx");
        using var document = WordprocessingDocument.Open(new MemoryStream(word.Content), isEditable: false);
        document.MainDocumentPart!.Document.InnerText.ShouldContain(Title);
        document.MainDocumentPart.Document.InnerText.ShouldContain("楚江市机构改革专班审　批　单");
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).ShouldBeEmpty();
        word.Name.ShouldBe("=关于“_b_撤并__b_”的_请示&方案-审批单.docx");

        var page = (await _clerk.Get("cases/k1/approval-form.html")).ShouldAnswer(200);
        page.ContentType.ShouldBe("text/html");
        page.Text.ShouldContain("退回补正");
        page.Text.ShouldNotContain("<b>撤并");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");

        foreach (var format in new[] { "docx", "pdf", "html" })
        {
            (await _stranger.Get($"cases/k1/approval-form.{format}")).ShouldAnswer(404, "case.unknown");
            (await _office.Get($"cases/none/approval-form.{format}")).ShouldAnswer(404, "case.unknown");
        }
    }

    [Fact]
    public async Task Without_a_browser_the_server_says_that_it_makes_no_PDF()
    {
        (await _clerk.Get("printing")).ShouldAnswer(200).Json.GetProperty("pdf").GetBoolean().ShouldBeFalse();
        (await _clerk.Get("cases/k1/approval-form.pdf")).ShouldAnswer(409, "print.no-browser");
    }

    [Fact]
    public async Task An_auditor_gets_what_happened_and_no_words()
    {
        var page = (await _auditor.Get("cases/k1/approval-form.html")).ShouldAnswer(200).Text;

        page.ShouldContain("退回补正");
        page.ShouldNotContain("缺少附则");
        (await _auditor.Get("cases/k1/adoption-table.xlsx")).ShouldAnswer(404, "case.unknown");
    }

    [Fact]
    public async Task Every_export_is_in_the_audit_log_with_person_object_and_format()
    {
        await File(_clerk, "cases/k1/approval-form.docx");
        await _clerk.Get("cases/k1/approval-form.html");
        await File(_office, "cases/k1/adoption-table.xlsx");
        await File(_office, "campaigns/c1/board.xlsx");
        await File(_office, "tasks.xlsx?view=done");
        await _stranger.Get("cases/k1/approval-form.docx");
        await File(_auditor, "audit.xlsx");

        var rows = (await _host.Services.GetRequiredService<OperationQueries>().Audit(new(Size: 100))).Items.Where(row => row.Action.Contains("Export") || row.Action.EndsWith("Print", StringComparison.Ordinal));
        rows.Select(row => (row.ActorId, row.Action, row.ObjectId)).ShouldBe(
            [
                ("clerk", "ApprovalForms.ExportDocx", "k1"), ("clerk", "ApprovalForms.Print", "k1"), ("office", "AdoptionTables.ExportXlsx", "k1"),
                ("office", "Campaigns.ExportXlsx", "c1"), ("office", "Tasks.ExportXlsx", "done"), ("auditor", "Audit.ExportXlsx", null),
            ], ignoreOrder: true);
    }

    [Fact]
    public async Task All_rows_of_a_task_list_are_in_the_file_and_only_those_of_its_conditions()
    {
        await Run(db => Tasks(db, 5_000));

        var file = await File(_clerk, "tasks.xlsx?sort=opened");

        using var book = Open(file);
        var rows = Rows(book, 0);
        rows.Count.ShouldBe(5_001);
        rows[1][0].ShouldBe("=案卷1");
        rows.Skip(1).Select(row => row[1]).Distinct().Count().ShouldBe(5_000);
        DateTime.FromOADate(double.Parse(rows[1][8], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(new DateTime(2020, 8, 12, 18, 30, 0));
        new OpenXmlValidator().Validate(book).ShouldBeEmpty();
        file.Name.ShouldBe("我的待办.xlsx");

        using var some = Open(await File(_clerk, "tasks.xlsx?q=案卷4999"));
        Rows(some, 0).Count.ShouldBe(2);
        using var none = Open(await File(_stranger, "tasks.xlsx"));
        Rows(none, 0).Count.ShouldBe(1);
        (await _clerk.Get("tasks.xlsx?view=all")).ShouldAnswer(422, "list.filter");
    }

    [Fact]
    public async Task More_rows_than_a_file_may_hold_are_refused_with_the_number()
    {
        await Run(db => Tasks(db, 20_001));

        (await _clerk.Get("tasks.xlsx")).ShouldAnswer(422, "export.too-many").Json.GetProperty("detail").GetString()
            .ShouldBe("符合条件的有20001条，一个文件最多导出20000条。请缩小筛选范围后再导出。");
    }

    [Fact]
    public async Task The_board_shows_chart_and_cases_of_the_conditions()
    {
        using var book = Open(await File(_office, "campaigns/c1/board.xlsx"));
        Rows(book, 0)[1].ShouldBe(["澄湖区", "会审中 第1轮 v1.1", "0/1"]);
        Rows(book, 1)[1].Take(5).ShouldBe(["澄湖区", "1", "实施办法", "k1", "会审中"]);

        using var issued = Open(await File(_office, "campaigns/c1/board.xlsx?stage=Issued"));
        Rows(issued, 1).Count.ShouldBe(1);
        (await _stranger.Get("campaigns/c1/board.xlsx")).ShouldAnswer(404, "campaign.unknown");
    }

    [Fact]
    public async Task The_audit_log_is_for_the_auditor()
    {
        using var book = Open(await File(_auditor, "audit.xlsx?q=clerk"));
        Rows(book, 0).Skip(1).ShouldAllBe(row => row.Any(cell => cell.Contains("clerk")));

        (await _clerk.Get("audit.xlsx")).ShouldAnswer(403, "forbidden");
    }

    private async Task Run(Func<OfficeDb, Task> body) => (await _host.Services.GetRequiredService<CommandRunner>().Run<Done>(
        new(Guid.NewGuid().ToString("N"), "Tests.Prepare", Actor.System),
        async work =>
        {
            await body(work.Db<OfficeDb>());
            return Done.Value;
        })).Required();

    private static async Task CampaignWithOneCase(OfficeDb db)
    {
        var at = new DateTimeOffset(2020, 8, 12, 10, 0, 0, TimeSpan.FromHours(8));
        var plan = new CampaignPlan(null, "街道改革", new DateOnly(2020, 7, 27), ["D1"], [new("1", "实施办法", "一类", null, [new("BB")])]);
        db.Units.AddRange(
            new Unit { Id = "D1", Name = "澄湖区", Kind = UnitKind.District, Sort = 1, Active = true }, new Unit { Id = "ZB", Name = "改革专班", Kind = UnitKind.CityOrgan, Sort = 2, Active = true });
        db.Campaigns.Add(new Orchestrator.Office.Campaigns.Campaign { Id = "c1", Name = "街道改革", Status = CampaignStatus.Running, Region = "CN", Plan = plan.Write(), CreatedBy = "office", CreatedAt = at, Start = plan.Start });
        db.Cases.Add(new CaseRow { Id = "k1", CampaignId = "c1", UnitId = "D1", DocumentCode = "1", Title = Title, Stage = CaseStage.JointReview, Round = 1, Rounds = 2, MaxRounds = 5, Version = "v1.1", Started = true });
        db.CaseEntries.AddRange(
            Entry(1, at, "Draft", "Submit", "完成第1轮文稿v1.0，送内部审签", null), Entry(2, at.AddHours(1), "Intake", "Correct", "退回补正", "缺少附则"),
            Entry(3, at.AddHours(2), "Intake", "Accept", "受理，送各单位会审", null));
        await db.SaveChangesAsync();
    }

    private static CaseEntry Entry(int seq, DateTimeOffset at, string step, string outcome, string text, string? comment) => new()
    {
        CaseId = "k1",
        Seq = seq,
        At = at,
        Kind = "Decision",
        Step = step,
        Outcome = outcome,
        Round = 1,
        ActorId = "p",
        ActorName = "某人",
        UnitName = "市委编办",
        Text = text,
        Comment = comment,
    };

    // Open tasks of the clerk's unit, all opened at 18:30 on 12 August 2020 in China; no instance behind them.
    private static async Task Tasks(OfficeDb db, int count)
    {
        var opened = new DateTimeOffset(2020, 8, 12, 18, 30, 0, TimeSpan.FromHours(8)).UtcTicks;
        await db.Database.ExecuteSqlAsync($"""
            with recursive n(i) as (select 1 union all select i + 1 from n where i < {count})
            insert into rt_tasks (id, instance_id, root_id, instance_name, step, round, title, form, unit, role, persons, excluded, outcomes, status, opened_at, due_at, overdue, revision)
            select 't' || cast(100000 + i as text), 'c' || cast(i as text), 'c' || cast(i as text), '=案卷' || cast(i as text), 'Draft', 1, '+办理', 'test/first', 'D1', 'BM-JB', '[]', '[]', '["Done"]', 'Open', {opened}, null, false, 1 from n
            """);
    }

    private static async Task<(string Name, byte[] Content)> File(Visitor visitor, string path)
    {
        using var response = await visitor.Http.GetAsync(path);
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        ContentDispositionHeaderValue disposition = response.Content.Headers.ContentDisposition.ShouldNotBeNull();
        return (disposition.FileNameStar ?? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(disposition.FileName!.Trim('"'))), await response.Content.ReadAsByteArrayAsync());
    }

    private static SpreadsheetDocument Open((string Name, byte[] Content) file) => SpreadsheetDocument.Open(new MemoryStream(file.Content), isEditable: false);

    // Cells that are empty are not in the file; here they stand again where they belong.
    private static List<string[]> Rows(SpreadsheetDocument book, int sheet)
    {
        var part = (WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().ElementAt(sheet).Id!);
        var width = part.Worksheet.GetFirstChild<Columns>()!.Elements<Column>().Count();
        return
        [
            .. part.Worksheet.GetFirstChild<SheetData>()!.Elements<Row>().Select(row =>
            {
                var cells = Enumerable.Repeat("", width).ToArray();
                foreach (var cell in row.Elements<Cell>())
                {
                    cells[cell.CellReference!.Value![0] - 'A'] = cell.CellValue?.Text ?? cell.InnerText;
                }

                return cells;
            }),
        ];
    }
}

public sealed class ExportsOverHttpOnSqlite() : ExportsOverHttp(StoreKind.Sqlite);

public sealed class ExportsOverHttpOnPostgres() : ExportsOverHttp(StoreKind.Postgres);
