using System.Globalization;
using System.Text;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

/// <summary>The auditor reads everything and changes nothing; the security administrator reads the security log.</summary>
public static class AuditEndpoints
{
    private static readonly Column[] AuditColumns =
    [
        new("时间", 18), new("人员", 14), new("姓名", 12), new("单位", 10), new("动作", 24), new("对象类型", 12), new("对象", 30), new("结果", 14), new("说明", 50), new("地址", 16),
        new("链", 6), new("序号", 8), new("散列", 66),
    ];

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("audit");
        audit.MapGet("", List).Allow("AU").WithName("ListAudit").Produces<Listed<AuditView>>().ProducesProblem(422).WithSummary("审计日志");
        audit.MapGet("/verification", (OperationQueries queries, CancellationToken ct) => queries.VerifyAudit(ct))
            .Allow("AU").WithName("VerifyAudit").WithSummary("校验审计日志的散列链");
        audit.MapGet("/export", Export).Allow("AU").WithName("ExportAudit").Produces<string>(contentType: "text/csv").WithSummary("导出审计日志（CSV）");
        api.MapGet("/audit.xlsx", ExportWorkbook).WithTags("audit").Allow("AU").WithName("ExportAuditWorkbook").Produces<byte[]>(contentType: Exporting.Xlsx).WithSummary("导出审计日志（Excel）");
    }

    private static async Task<IResult> List(
        OperationQueries queries, CancellationToken ct, string? actor = null, string? action = null, string? objectType = null, string? objectId = null,
        string? q = null, DateTimeOffset? from = null, DateTimeOffset? until = null, int page = 1, int size = 50) =>
        from > until
            ? Refusal.Invalid("list.filter", "开始时间晚于结束时间。", new FieldProblem("from", "晚于结束时间。")).ToResult()
            : TypedResults.Ok((await queries.Audit(
                new(actor, action, objectType, objectId, q, from, until, Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200)), ct)).View(OperationViews.View));

    private static async Task<IResult> ExportWorkbook(HttpContext http, Actor auditor, OperationQueries queries, CommandRunner commands, string? q = null)
    {
        var found = await queries.Audit(new(Text: q, Size: PageSize.Largest), http.RequestAborted);
        return await Exporting.Workbook(
            "审计日志", found.Total, () => commands.Record(http, auditor, "Audit.ExportXlsx", "audit", null), new Sheet("审计日志", AuditColumns, found.Items.Select(Cells)));
    }

    private static object?[] Cells(AuditRow r) =>
        [r.At, r.ActorId, r.ActorName, r.ActorUnit, r.Action, r.ObjectType, r.ObjectId, r.Result, r.Details, r.RemoteAddress, r.Chain, r.Seq, r.Hash];

    private static async Task Export(
        HttpContext http, Actor auditor, OperationQueries queries, CommandRunner commands, string? actor = null, string? action = null,
        DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var ct = http.RequestAborted;
        await commands.Run<Done>(
            CommandHead.From(http, auditor, Guid.NewGuid().ToString("N"), "Audit.Export", "audit"), _ => Task.FromResult<Outcome<Done>>(Done.Value), ct);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        // The mark tells spreadsheets that the text is UTF-8.
        await http.Response.WriteAsync("\uFEFF链,序号,时间,人员,姓名,单位,动作,对象类型,对象,结果,说明,地址,散列\r\n", ct);
        for (var page = 1; ; page++)
        {
            var rows = await queries.Audit(new(actor, action, null, null, null, from, until, page, 200), ct);
            foreach (var row in rows.Items)
            {
                await http.Response.WriteAsync(Line(row), ct);
            }

            if (rows.Items.Count < 200)
            {
                return;
            }
        }
    }

    private static string Line(AuditRow r) => string.Join(',', new[]
    {
        r.Chain.ToString(CultureInfo.InvariantCulture), r.Seq.ToString(CultureInfo.InvariantCulture), r.At.ToString("O", CultureInfo.InvariantCulture),
        r.ActorId, r.ActorName, r.ActorUnit, r.Action, r.ObjectType, r.ObjectId, r.Result, r.Details, r.RemoteAddress, r.Hash,
    }.Select(Cell)) + "\r\n";

    // A cell that a spreadsheet would take for a formula gets a quote in front.
    private static string Cell(string? text)
    {
        var cell = new StringBuilder(text ?? "");
        if (cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            cell.Insert(0, '\'');
        }

        return cell.Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
