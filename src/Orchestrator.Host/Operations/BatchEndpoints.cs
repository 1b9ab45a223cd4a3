using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

public sealed record StartBatchCommand(string CommandId, BatchKind Kind, BatchSelection Selection, string Reason, MigrationOrder? Migration = null);

/// <param name="Activities">Old activity id → new one; those not named keep their id.</param>
public sealed record MigrationPreviewRequest(int FromVersion, int ToVersion, IReadOnlyDictionary<string, string> Activities, int Page = 1, int Size = 50);

/// <summary>One wish for many instances, and the move to another version of a definition.</summary>
public static class BatchEndpoints
{
    public static void MapBatches(this IEndpointRouteBuilder api)
    {
        var batches = api.MapGroup("/batches").WithTags("operations");
        batches.MapGet("", List).Allow("SA").WithName("ListBatches").Produces<Listed<BatchView>>().WithSummary("批量操作");
        batches.MapPost("", Start).Allow("SA").WithName("StartBatch").Produces<BatchView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("对多个实例执行同一操作");
        batches.MapGet("/{id}", Find).Allow("SA").WithName("GetBatch").Produces<BatchView>().ProducesProblem(404).WithSummary("一项批量操作的进度");
        batches.MapGet("/{id}/items", Items).Allow("SA").WithName("ListBatchItems").Produces<Listed<BatchItemView>>().ProducesProblem(404).ProducesProblem(422).WithSummary("逐个实例的结果");
        batches.MapPost("/{id}/stop", Stop).Allow("SA").WithName("StopBatch").Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("停止：尚未处理的不再处理");

        var migrations = api.MapGroup("/definitions/{id}/migration").WithTags("operations");
        migrations.MapGet("/map", Propose).Allow("SA").WithName("ProposeMigrationMap")
            .Produces<IReadOnlyList<Engine.Interventions.MigrationPair>>().ProducesProblem(404).ProducesProblem(422).WithSummary("活动对应建议");
        migrations.MapPost("/preview", Preview).Allow("SA").WithName("PreviewMigration")
            .Produces<Listed<MigrationAnswerView>>().ProducesProblem(404).ProducesProblem(422).WithSummary("试迁移：逐个实例能否迁移，为什么不能");

        api.MapGroup("").WithTags("operations").MapGet("/schedules", Schedules).Allow("SA").WithName("ListSchedules").WithSummary("定时启动");
    }

    private static async Task<Listed<BatchView>> List(BatchQueries queries, CancellationToken ct, int page = 1, int size = 50) =>
        (await queries.List(Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200), ct)).View(LifeViews.View);

    private static async Task<IResult> Start(StartBatchCommand request, HttpContext http, Actor actor, CommandRunner commands, BatchOperations batches)
    {
        var head = CommandHead.From(http, actor, request.CommandId, "Batches.Start", "batch", null, new { request.Kind, request.Selection, request.Reason, request.Migration });
        return (await commands.Run(head, work => batches.Start(new(request.Kind, request.Selection, request.Reason, request.Migration), work), http.RequestAborted))
            .ToResult((progress, _) => LifeViews.View(progress));
    }

    private static async Task<IResult> Find(string id, BatchQueries queries, CancellationToken ct) =>
        await queries.Find(id, ct) is { } progress ? TypedResults.Ok(LifeViews.View(progress)) : Unknown();

    private static async Task<IResult> Items(string id, BatchQueries queries, CancellationToken ct, string? status = null, int page = 1, int size = 50)
    {
        BatchItemStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (!Enum.TryParse<BatchItemStatus>(status, out var parsed) || !Enum.IsDefined(parsed) || char.IsDigit(status[0]))
            {
                var names = string.Join("、", Enum.GetNames<BatchItemStatus>());
                return Refusal.Invalid("list.filter", "列表的筛选条件有误。", new FieldProblem("status", $"只能是：{names}。")).ToResult();
            }

            wanted = parsed;
        }

        return await queries.Find(id, ct) is null
            ? Unknown()
            : TypedResults.Ok((await queries.Items(id, wanted, Math.Clamp(page, 1, 100_000), Math.Clamp(size, 1, 200), ct)).View(LifeViews.View));
    }

    private static async Task<IResult> Stop(string id, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands, BatchOperations batches) =>
        (await commands.Run(CommandHead.From(http, actor, request.CommandId, "Batches.Stop", "batch", id), work => batches.Stop(id, work), http.RequestAborted)).ToResult();

    private static async Task<IResult> Propose(string id, InterventionQueries queries, CancellationToken ct, int from = 0, int to = 0) =>
        (await queries.ProposeMap(id, from, to, ct)).ToResult();

    private static async Task<IResult> Preview(string id, MigrationPreviewRequest request, InterventionQueries queries, CancellationToken ct) =>
        (await queries.PreviewMigration(
            new(id, request.FromVersion, request.ToVersion, request.Activities), Math.Clamp(request.Page, 1, 100_000), Math.Clamp(request.Size, 1, 200), ct))
        .ToResult((page, _) => page.View(LifeViews.View));

    private static async Task<IReadOnlyList<ScheduleView>> Schedules(OperationQueries queries, CancellationToken ct) =>
        [.. (await queries.Schedules(ct)).Select(s => new ScheduleView(s.DefinitionId, s.ActivityId, s.VersionId, s.Type, s.Expression, s.DueAt))];

    private static IResult Unknown() => Refusal.NotFound("batch.unknown", "没有这项批量操作。").ToResult();
}
