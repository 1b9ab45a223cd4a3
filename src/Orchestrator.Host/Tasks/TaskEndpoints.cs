using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Tasks.Forms;
using Orchestrator.Office;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

public sealed record CompleteTaskRequest(string CommandId, long Revision, string Outcome, JsonElement Data);

public sealed record SaveTaskDraftRequest(long Revision, JsonElement Data);

public sealed record TaskDoneDocument(string TaskId, string CaseId, [EnumDataType(typeof(TaskRowStatus))] string Status, bool Replayed);

public sealed record DraftSaved(string TaskId, bool Saved);

/// <param name="Schema">JSON Schema of the form's data; null when the form has none.</param>
public sealed record TaskDocument(
    string Id, string Step, string Title, string CaseId, string? CaseTitle, string? CampaignId, int Round, string? Stage, string? UnitId, string? Role,
    string? SubjectUnitId, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, [DueStates] string DueState, string? OverdueLevel,
    [EnumDataType(typeof(TaskRowStatus))] string Status, string? Outcome, DateTimeOffset? ClosedAt, string? ClosedByName, long Revision, string Form, JsonElement? Schema, IReadOnlyList<string> Outcomes,
    JsonElement? Payload, JsonElement? Draft, JsonElement? Result, bool CanDecide, string? InPlaceOf, string? InPlaceOfName);

public static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("tasks");
        tasks.MapGet("", List).AllowSignedIn().WithName("ListTasks").ProducesProblem(422).Produces<TaskPage>().WithSummary("待办、已办、我发起的");
        api.MapGet("/tasks.xlsx", Export).WithTags("tasks").AllowSignedIn().WithName("ExportTasks").ProducesProblem(422).Produces<byte[]>(contentType: Exporting.Xlsx)
            .WithSummary("导出待办、已办、我发起的（Excel）");
        api.MapGet("/forms", Forms).WithTags("tasks").AllowSignedIn().WithName("ListForms").WithSummary("各表单的结构，用于判断能否批量办理");
        tasks.MapGet("/{id}", Find).AllowSignedIn().WithName("GetTask").Produces<TaskDocument>().ProducesProblem(404).WithSummary("一项任务及其表单");
        tasks.MapPost("/{id}/complete", Complete).AllowSignedIn().WithName("CompleteTask")
            .Produces<TaskDoneDocument>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("办理");
        tasks.MapPut("/{id}/draft", SaveDraft).AllowSignedIn().WithName("SaveTaskDraft")
            .Produces<DraftSaved>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).WithSummary("保存填写中的内容");
    }

    private static async Task<IResult> List(
        TaskQueries queries, Actor actor, CancellationToken ct, string view = "todo", string? q = null, string? step = null, string? campaignId = null,
        string? unitId = null, int? round = null, string? due = null, string sort = "due", int page = 1, int size = 20, string? inPlaceOf = null)
    {
        if (TaskFilters.Read(view, due, sort, page, size, out var read) is { } faulty)
        {
            return faulty.ToResult();
        }

        var query = read with { Text = Text(q), Step = Text(step), CampaignId = Text(campaignId), UnitId = Text(unitId), Round = round, InPlaceOf = Text(inPlaceOf) };
        return TypedResults.Ok(await queries.List(query, actor, ct));
    }

    private static async Task<IResult> Export(
        TaskQueries queries, OfficeDb db, CommandRunner commands, Actor actor, HttpContext http, string view = "todo", string? q = null, string? step = null, string? campaignId = null,
        string? unitId = null, int? round = null, string? due = null, string sort = "due", string? inPlaceOf = null)
    {
        if (TaskFilters.Read(view, due, sort, page: 1, size: 1, out var read) is { } faulty)
        {
            return faulty.ToResult();
        }

        var query = read with { Text = Text(q), Step = Text(step), CampaignId = Text(campaignId), UnitId = Text(unitId), Round = round, InPlaceOf = Text(inPlaceOf), Size = PageSize.Largest };
        var found = await queries.List(query, actor, http.RequestAborted);
        return await TaskWorkbook.Write(found, query.View, db, () => commands.Record(http, actor, "Tasks.ExportXlsx", "tasks", view), http.RequestAborted);
    }

    private static Dictionary<string, JsonElement> Forms(FormCatalog forms) => forms.Forms.ToDictionary(form => form.Key, form => JsonText.ToElement(form.Value.Document));

    private static async Task<IResult> Find(string id, TaskQueries queries, TaskSight sight, FormCatalog forms, Actor actor, CancellationToken ct)
    {
        var found = await queries.Find(id, actor, ct);
        if (found is null || !await sight.MayLook(found, actor, ct))
        {
            return Unknown().ToResult();
        }

        var i = found.Item;
        return TypedResults.Ok(new TaskDocument(
            i.Id, i.Step, i.Title, i.CaseId, i.CaseTitle, i.CampaignId, i.Round, i.Stage, i.UnitId, i.Role, i.SubjectUnitId, i.OpenedAt, i.DueAt,
            i.DueState, i.OverdueLevel, i.Status, i.Outcome, i.ClosedAt, i.ClosedByName, i.Revision, found.Form, Json(forms.Find(found.Form, found.Fields)?.Document),
            found.Outcomes, Json(found.Payload), Json(found.Draft), Json(found.Result), found.CanDecide, i.InPlaceOf, i.InPlaceOfName));
    }

    private static async Task<IResult> Complete(string id, CompleteTaskRequest request, HttpContext http, Actor actor, CommandRunner commands)
    {
        if (ReadData(request.Data, out var data) is { } faulty)
        {
            return faulty.ToResult();
        }

        var head = CommandHead.From(http, actor, request.CommandId, "Tasks.Complete", "task", id, request);
        var outcome = await commands.Run(head, work => work.Workflows.CompleteTask(id, request.Revision, request.Outcome, data), http.RequestAborted);
        return outcome.ToResult((done, replayed) => new TaskDoneDocument(done.TaskId, done.CaseId, done.Status, replayed));
    }

    // Typing is saved again and again: the last save counts, and none of them is a deed to be audited.
    private static async Task<IResult> SaveDraft(string id, SaveTaskDraftRequest request, HttpContext http, Actor actor, CommandRunner commands)
    {
        if (ReadData(request.Data, out var data) is { } faulty)
        {
            return faulty.ToResult();
        }

        var outcome = await commands.Save(actor, "Tasks.SaveDraft", work => work.Workflows.SaveTaskDraft(id, request.Revision, data), http.RequestAborted);
        return outcome.ToResult((_, _) => new DraftSaved(id, true));
    }

    private static Refusal? ReadData(JsonElement element, out JsObject data)
    {
        data = element.ValueKind == JsonValueKind.Object ? (JsObject)JsonText.FromElement(element)! : new JsObject();
        return element.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null
            ? null
            : Refusal.Invalid("form.invalid", "表单内容应为对象。", new FieldProblem("data", "应为对象。"));
    }

    private static Refusal Unknown() => Refusal.NotFound("task.unknown", "没有这项任务，或您无权查看。");

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static JsonElement? Json(object? value) => value is null ? null : JsonText.ToElement(value);
}
