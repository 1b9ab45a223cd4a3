using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

public sealed partial class WorkflowOperations
{
    private const int LongestReason = 500;

    /// <summary>Gives a variable of an instance that has not ended another value; the audit has the value before and after.
    /// Refusals: <c>instance.stale</c> (409), <c>variable.type</c>, <c>variable.unknown</c>, <c>variable.unknown-scope</c>,
    /// <c>intervention.reason</c> (422).</summary>
    /// <param name="revision">Of the instance that the operator has seen.</param>
    public async Task<Outcome<Done>> RepairVariable(string instanceId, long revision, RepairVariable repair)
    {
        var (record, refusal) = await Open(instanceId, revision, repair.Reason);
        if (refusal is not null)
        {
            return refusal;
        }

        var before = (await Driver.Variables(record!)).FirstOrDefault(variable => variable.Scope == repair.Scope && variable.Name == repair.Name);
        var outcome = await Intervene(record!, repair);
        if (outcome.Refusal is null)
        {
            _work.Audit("Instances.VariableRepaired", "instance", instanceId, new
            {
                repair.Scope,
                before?.ActivityId,
                repair.Name,
                Before = Shown(before?.Value),
                After = Shown(repair.Value),
                repair.Reason,
            });
        }

        return outcome;
    }

    /// <summary>Changes whom a step will ask from its next beginning on (变更后续办理人); what is open stays. Refusals:
    /// <c>instance.stale</c>, those of <see cref="Engine.Execution.ChangeHandlers"/>, <c>intervention.reason</c>.</summary>
    public async Task<Outcome<Done>> ChangeHandlers(string instanceId, long revision, ChangeHandlers change)
    {
        var (record, refusal) = await Open(instanceId, revision, change.Reason);
        if (refusal is not null)
        {
            return refusal;
        }

        var outcome = await Intervene(record!, change);
        if (outcome.Refusal is null)
        {
            _work.Audit("Instances.HandlersChanged", "instance", instanceId, new
            {
                change.ActivityId,
                To = change.To.Select(one => new { one.Unit, one.Role, one.Persons }),
                change.Reason,
            });
        }

        return outcome;
    }

    /// <summary>Makes the instance go on at another activity, exactly as the preview at the same revision said. Refusals:
    /// <c>instance.stale</c>, those of <see cref="JumpTo"/> (409; 422 for an unknown activity), <c>intervention.reason</c>.</summary>
    public async Task<Outcome<Done>> Jump(string instanceId, long revision, JumpTo jump)
    {
        var (record, refusal) = await Open(instanceId, revision, jump.Reason);
        if (refusal is not null)
        {
            return refusal;
        }

        var (_, before) = await Definitions.Open(record!, Ct);
        var outcome = await Intervene(record!, jump);
        if (outcome.Refusal is null)
        {
            _work.Audit("Instances.Jumped", "instance", instanceId, new { jump.ActivityId, From = before.Bookmarks.Select(wait => wait.ActivityId), jump.Reason });
        }

        return outcome;
    }

    /// <summary>Opens an instance that has ended again (唤醒), to go on at an activity of its outermost flow. Refusals:
    /// <c>revive.running</c>, <c>revive.child</c>, <c>instance.stale</c>, <c>instance.occupied</c>, those of
    /// <see cref="JumpTo"/>, <c>intervention.reason</c>.</summary>
    public async Task<Outcome<Done>> Revive(string instanceId, long revision, ReviveInstance revive)
    {
        if (BadReason(revive.Reason) is { } bad)
        {
            return bad;
        }

        if (await Driver.Lock(instanceId) is not { } record)
        {
            return UnknownInstance(instanceId);
        }

        var row = record.Row;
        if (row.Revision != revision)
        {
            return Refusal.Conflict("instance.stale", "流程在您查看之后有变化，请刷新后再操作。", row.Revision);
        }

        if (row.ParentId is not null)
        {
            return IsChild(row);
        }

        var (workflow, _) = await Definitions.Open(record, Ct);
        if (await Activation.Occupant(workflow, row.CorrelationId, Rows, Ct) is { } occupant)
        {
            return Refusal.Conflict("instance.occupied", Activation.Sentence(workflow, occupant));
        }

        var outcome = await Intervene(record, revive);
        if (outcome.Refusal is null)
        {
            _work.Audit("Instances.Revived", "instance", instanceId, new { revive.ActivityId, Was = row.Status.ToString(), revive.Reason });
        }

        return outcome;
    }

    /// <summary>Moves an instance that has not ended to another version of its definition. What people have in hand stays
    /// valid. Refusals: <c>migrate.other-version</c>, and the code of what does not fit (<see cref="MigrationFinding"/>), 409.</summary>
    public async Task<Outcome<Done>> Migrate(string instanceId, string definitionId, int from, int to, MigrationMap map)
    {
        if (await Driver.Lock(instanceId) is not { } record)
        {
            return UnknownInstance(instanceId);
        }

        var row = record.Row;
        if (row.Ended)
        {
            return InstanceEnded(row);
        }

        if (row.DefinitionId != definitionId || row.Version != from)
        {
            return Refusal.Conflict("migrate.other-version", $"该流程现在是“{row.DefinitionId}”第 {row.Version} 版，不是“{definitionId}”第 {from} 版。", row.Revision);
        }

        if (await Definitions.Compiled(definitionId, to, Ct) is not { } target)
        {
            return Refusal.NotFound("definition.unknown", $"没有流程定义“{definitionId}”的第 {to} 版。");
        }

        await _work.SaveContexts();
        var findings = await Driver.Migrate(record, target, map);
        if (findings.FirstOrDefault(finding => finding.Refuses) is { } no)
        {
            return Refusal.Conflict(no.Code, string.Join(' ', findings.Where(finding => finding.Refuses).Select(finding => finding.Message)), row.Revision);
        }

        _work.Audit("Instances.Migrated", "instance", instanceId, new { DefinitionId = definitionId, From = from, To = to, map.Activities });
        return await Drained(Done.Value);
    }

    /// <summary>Runs everything that failed in the instance again. Refusal: <c>incident.none</c>.</summary>
    public async Task<Outcome<Done>> RetryAll(string instanceId)
    {
        if (await Driver.Lock(instanceId) is not { } record)
        {
            return UnknownInstance(instanceId);
        }

        var open = await Rows.OpenIncidents(instanceId, Ct);
        if (open.Count == 0)
        {
            return Refusal.Conflict("incident.none", "该流程没有待处理的故障。", record.Row.Revision);
        }

        foreach (var incident in open)
        {
            // One retry may take another incident along.
            if ((await Retry(incident.Id)).Refusal is { } refusal && refusal.Code is not ("incident.resolved" or "instance.not-waiting"))
            {
                return refusal;
            }
        }

        return Done.Value;
    }

    private DefinitionStore Definitions => _work.Services.GetRequiredService<DefinitionStore>();

    private async Task<(InstanceRecord? Record, Refusal? Refusal)> Open(string instanceId, long revision, string reason)
    {
        if (BadReason(reason) is { } bad)
        {
            return (null, bad);
        }

        if (await Driver.Lock(instanceId) is not { } record)
        {
            return (null, UnknownInstance(instanceId));
        }

        return record.Row.Ended ? (null, InstanceEnded(record.Row))
            : record.Row.Revision != revision ? (null, Refusal.Conflict("instance.stale", "流程在您查看之后有变化，请刷新后再操作。", record.Row.Revision))
            : (record, null);
    }

    private async Task<Outcome<Done>> Intervene(InstanceRecord record, Stimulus stimulus)
    {
        await _work.SaveContexts();
        var step = await Driver.Apply(record, stimulus);
        return step is { Refusal: { } sentence, RefusalCode: { } code } ? InterventionQueries.Refused(code, sentence, record.Row.Revision)
            : !step.Matched ? InstanceEnded(record.Row)
            : await Drained(Done.Value);
    }

    private static Refusal? BadReason(string reason) => reason.Trim().Length is 0 or > LongestReason
        ? Refusal.Invalid("intervention.reason", $"请填写原因（{LongestReason} 字以内）。", new FieldProblem("reason", $"应为 1 到 {LongestReason} 个字符"))
        : null;

    // The audit keeps what is needed to see what was changed, not whole manuscripts.
    private static string Shown(object? value)
    {
        var text = JsonText.Write(value);
        return text.Length > 1_000 ? text[..1_000] + "…" : text;
    }
}
