using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Runtime.Batches;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <param name="Migration">Only for <see cref="BatchKind.Migrate"/>; its definition and version narrow the selection.</param>
public sealed record StartBatch(BatchKind Kind, BatchSelection Selection, string Reason, MigrationOrder? Migration = null);

/// <summary>
/// One wish for many instances. Beginning writes down which instances are meant; the background takes them one by one,
/// each in a transaction and under a command id of its own, so that a restart loses nothing and repeats nothing.
/// </summary>
public sealed class BatchOperations
{
    /// <summary>How many instances may be named one by one.</summary>
    public const int MostNamed = 1_000;

    private readonly DefinitionStore _definitions;

    internal BatchOperations(DefinitionStore definitions) => _definitions = definitions;

    /// <summary>Begins a batch. Refusals: <c>batch.reason</c>, <c>batch.selection</c>, <c>batch.nothing</c>, and those of
    /// <see cref="Check"/>.</summary>
    public async Task<Outcome<BatchProgress>> Start(StartBatch start, UnitOfWork work)
    {
        if (await Refuse(start, work.Cancellation) is { } refusal)
        {
            return refusal;
        }

        var selection = start.Migration is { } order
            ? start.Selection with { DefinitionId = order.DefinitionId, Version = order.FromVersion }
            : start.Selection;
        var id = NewId(work);
        var total = await work.Transaction.AddBatchItems(id, selection, work.Cancellation);
        if (total == 0)
        {
            return Refusal.Conflict("batch.nothing", "没有符合条件的流程实例。");
        }

        return Begin(Row(id, start.Kind, selection, start.Reason, start.Migration, total, work), work);
    }

    /// <summary>Begins to give the tasks of somebody who leaves to somebody else. Refusals: <c>batch.reason</c>, <c>batch.nothing</c>,
    /// <c>handover.running</c>.</summary>
    /// <param name="tasks">As <see cref="InterventionQueries.PreviewHandOver"/> found them.</param>
    public async Task<Outcome<BatchProgress>> StartHandOver(HandOverOrder order, string reason, IReadOnlyList<TaskRow> tasks, UnitOfWork work)
    {
        if (RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        if (await work.Transaction.UnfinishedHandOver(order.FromId, work.Cancellation) is { } running)
        {
            return Refusal.Conflict("handover.running", $"{order.FromName}的任务正在移交给{running.HandOver!.ToName}，请等它结束。");
        }

        if (tasks.Count == 0)
        {
            return Refusal.Conflict("batch.nothing", $"没有指名由{order.FromName}办理的任务。");
        }

        var batch = Row(NewId(work), BatchKind.HandOver, new([.. tasks.Select(task => task.InstanceId).Distinct()]), reason, null, tasks.Count, work) with { HandOver = order };
        work.Transaction.AddBatchTasks(batch.Id, tasks);
        return Begin(batch, work);
    }

    /// <summary>What has not had its turn is left as it is. Refusals: <c>batch.unknown</c>, <c>batch.finished</c>.</summary>
    public async Task<Outcome<Done>> Stop(string batchId, UnitOfWork work)
    {
        if (await work.Transaction.LockBatch(batchId, work.Cancellation) is not { } batch)
        {
            return Refusal.NotFound("batch.unknown", "没有这项批量操作。");
        }

        if (batch.FinishedAt is not null || batch.StoppedAt is not null)
        {
            return Refusal.Conflict("batch.finished", "该批量操作已经结束。");
        }

        work.Transaction.StopBatch(batchId, work.Now);
        work.Changed("operations");
        return Done.Value;
    }

    /// <summary>Both versions and the map. Refusals: <c>definition.unknown</c>, <c>migrate.same-version</c>,
    /// <c>migrate.draft</c>, <c>migrate.map</c>.</summary>
    internal async Task<Outcome<(Workflow From, Workflow To, MigrationMap Map)>> Check(MigrationOrder order, CancellationToken ct)
    {
        var (from, to) = (await _definitions.Compiled(order.DefinitionId, order.FromVersion, ct), await _definitions.Compiled(order.DefinitionId, order.ToVersion, ct));
        if (from is null || to is null)
        {
            return Refusal.NotFound("definition.unknown", $"没有流程定义“{order.DefinitionId}”的第 {(from is null ? order.FromVersion : order.ToVersion)} 版。");
        }

        if (order.FromVersion == order.ToVersion)
        {
            return Refusal.Invalid("migrate.same-version", "目标版本与现有版本相同。", new FieldProblem("toVersion", "与现有版本相同"));
        }

        if ((await _definitions.Versions(order.DefinitionId, ct)).First(version => version.Version == order.ToVersion).Status == "Draft")
        {
            return Refusal.Conflict("migrate.draft", $"流程定义“{order.DefinitionId}”的第 {order.ToVersion} 版还是草稿，请先发布。");
        }

        var map = new MigrationMap(order.Activities);
        var unknown = map.Unknown(from, to).Select(found => new FieldProblem($"activities.{found.ActivityId}", found.Message)).ToList();
        return unknown.Count > 0 ? Refusal.Invalid("migrate.map", "活动对应表中有不存在的活动。", unknown) : (from, to, map);
    }

    private static string NewId(UnitOfWork work) => MessageId.Derive(work.Actor.Id, work.CommandId, work.Now, 0, "batch");

    private static BatchRow Row(string id, BatchKind kind, BatchSelection selection, string reason, MigrationOrder? migration, int total, UnitOfWork work) =>
        new(id, kind, reason.Trim(), selection, migration, total, work.Now, work.Actor.Id, work.Actor.Name, work.Actor.UnitId, null, null);

    private static BatchProgress Begin(BatchRow batch, UnitOfWork work)
    {
        work.Transaction.AddBatch(batch);
        work.Transaction.AddWork(new(0, BatchWork.WorkKind, "", batch.Id, null, 0, work.Now, null, work.Now));
        work.Wakes |= Wakes.Work;
        work.Audit("Batches.Began", "batch", batch.Id, new { batch.Kind, batch.Reason, batch.Selection, batch.Migration, batch.HandOver, batch.Total });
        work.Changed("operations");
        return new BatchProgress(batch, batch.Total, 0, 0, 0, 0);
    }

    private static Refusal? RefuseReason(string reason) => reason.Trim().Length is 0 or > 500
        ? Refusal.Invalid("batch.reason", "请填写原因（500 字以内）。", new FieldProblem("reason", "应为 1 到 500 个字符"))
        : null;

    private async Task<Refusal?> Refuse(StartBatch start, CancellationToken ct)
    {
        if (RefuseReason(start.Reason) is { } reasonless)
        {
            return reasonless;
        }

        if (start.Kind == BatchKind.HandOver)
        {
            return Refusal.Invalid("batch.kind", "移交任务请在账号页面发起。", new FieldProblem("kind", "不能用于流程实例"));
        }

        if (start.Selection.InstanceIds is { } ids && (ids.Count is 0 or > MostNamed || ids.Any(string.IsNullOrEmpty)))
        {
            return Refusal.Invalid("batch.selection", $"请选择 1 到 {MostNamed} 个流程实例。", new FieldProblem("selection.instanceIds", $"应为 1 到 {MostNamed} 个编号"));
        }

        if ((start.Kind == BatchKind.Migrate) != (start.Migration is not null))
        {
            return Refusal.Invalid("batch.migration", "迁移需要说明目标版本，其他批量操作不需要。", new FieldProblem("migration", start.Migration is null ? "必须填写" : "不应填写"));
        }

        if (start.Migration is { } order)
        {
            return (await Check(order, ct)).Refusal;
        }

        return start.Selection.IsEverything()
            ? Refusal.Invalid("batch.selection", "请选择流程实例，或者至少给出一个筛选条件。", new FieldProblem("selection", "没有任何条件"))
            : null;
    }
}
