using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Runtime;

namespace Orchestrator.Spreadsheets.Intake;

/// <param name="Acceptable">Whether the file may be entered as it is.</param>
/// <param name="Totals">Of what could be read.</param>
/// <param name="Problems">At most <see cref="IntakeEndpoints.MostProblems"/> of them.</param>
/// <param name="More">How many there are beyond.</param>
public sealed record IntakeReport(bool Acceptable, IReadOnlyList<IntakeTotal> Totals, IReadOnlyList<TableProblem> Problems, int More);

/// <param name="Totals">What was entered.</param>
public sealed record IntakeReceipt(IReadOnlyList<IntakeTotal> Totals, DateTimeOffset At, string ByName);

/// <summary>Template, check and entry of a workbook, below a path of the service that keeps the book.</summary>
public static class IntakeEndpoints
{
    public const int MostProblems = 500;

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const long LargestFile = 5 << 20;

    /// <param name="path">For example <c>/finance/opening</c>.</param>
    /// <param name="name">Of the three operations, for example <c>FinanceOpening</c>; unique in the interface.</param>
    public static void MapIntake<TContent>(this IEndpointRouteBuilder app, string path, string name, params string[] roles)
    {
        var api = app.MapGroup(path).WithTags(path.Split('/')[1]);
        api.MapGet("/template.xlsx", (IWorkbookIntake<TContent> intake) => Template(intake)).Allow(roles).WithName($"Get{name}Template").Produces<byte[]>(contentType: Xlsx).WithSummary("期初建账模板（Excel）");
        api.MapPost("/check", Check<TContent>).Allow(roles).WithName($"Check{name}").Produces<IntakeReport>().ProducesProblem(422).WithSummary("检查期初建账文件，不写入")
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile + (1 << 16)));
        api.MapPost("", (HttpContext http, Actor actor, IWorkbookIntake<TContent> intake, CommandRunner commands, CancellationToken ct) => Enter(name, http, actor, intake, commands, ct))
            .Allow(roles).WithName($"Enter{name}").Produces<IntakeReceipt>().ProducesProblem(409).ProducesProblem(422).WithSummary("期初建账：整个文件一次写入")
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile + (1 << 16)));
    }

    private static IResult Template<TContent>(IWorkbookIntake<TContent> intake)
    {
        using var file = new MemoryStream();
        WorkbookFile.Write(file, TableForm.Template(intake.Forms));
        return Results.File(file.ToArray(), Xlsx, PlainText.FileName(intake.Title, ".xlsx"));
    }

    private static async Task<IResult> Check<TContent>(HttpRequest request, IWorkbookIntake<TContent> intake, CancellationToken ct)
    {
        var received = await Receive(request, ct);
        return received.Refusal is { } refusal ? refusal.ToResult() : Results.Ok((await Judge(received.Value!.Bytes, intake, ct)).Report);
    }

    private static async Task<IResult> Enter<TContent>(string name, HttpContext http, Actor actor, IWorkbookIntake<TContent> intake, CommandRunner commands, CancellationToken ct)
    {
        var received = await Receive(http.Request, ct);
        if (received.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        var (commandId, bytes) = received.Value!;
        if (commandId.Length is 0 or > 100)
        {
            return Refusal.Invalid("command.missing", "缺少 commandId（1 到 100 个字符）", new FieldProblem("commandId", "缺少 commandId")).ToResult();
        }

        var head = CommandHead.From(http, actor, commandId, $"Opening.{name}", "opening", intake.Title, new { sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) });
        return (await commands.Run<IntakeReceipt>(head, async work =>
        {
            // Judged within the command and on its transaction: the answer to a repeat is the first one, whatever the book has by now.
            var own = work.Service<IWorkbookIntake<TContent>>();
            var (report, content) = await Judge(bytes, own, work.Cancellation);
            if (!report.Acceptable)
            {
                return Refused(report);
            }

            return (await own.Enter(content, work)).Refusal is { } late ? late : new IntakeReceipt(report.Totals, work.Now, work.Actor.Name);
        }, ct)).ToResult();
    }

    private static async Task<(IntakeReport Report, TContent Content)> Judge<TContent>(byte[] bytes, IWorkbookIntake<TContent> intake, CancellationToken ct)
    {
        var problems = new List<TableProblem>();
        var (sheets, wrong) = WorkbookReader.Read(new MemoryStream(bytes, writable: false));
        if (wrong is not null)
        {
            problems.Add(new("", null, null, wrong));
        }

        var content = wrong is null ? intake.Read(sheets!, problems) : intake.Read([], []);
        if (problems.Count == 0)
        {
            await intake.Judge(content, problems, ct);
        }

        return (new(problems.Count == 0, wrong is null ? intake.Totals(content) : [], [.. problems.Take(MostProblems)], Math.Max(0, problems.Count - MostProblems)), content);
    }

    private static Refusal Refused(IntakeReport report) => Refusal.Invalid(
        "opening.problems", $"文件有{report.Problems.Count + report.More}处问题，没有写入任何内容。",
        [.. report.Problems.Select(problem => new FieldProblem($"{problem.Sheet}!{problem.Row}:{problem.Column}", problem.Message))]);

    private static async Task<Outcome<ReceivedWorkbook>> Receive(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Bad("请以 multipart/form-data 方式上传文件");
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(ct);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Bad("上传中断或内容不完整，请重新上传");
        }

        if (form.Files.Count != 1 || form.Files[0] is not { Length: > 0 } file)
        {
            return Bad("请选择一个文件");
        }

        if (file.Length > LargestFile)
        {
            return Bad($"文件超过{LargestFile >> 20}MB，请分成几个文件");
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return new ReceivedWorkbook(form["commandId"].ToString(), bytes.ToArray());
    }

    private static Refusal Bad(string message) => Refusal.Invalid("opening.file", message, new FieldProblem("file", message));

    private sealed record ReceivedWorkbook(string CommandId, byte[] Bytes);
}
