using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage.InMemory;

namespace Orchestrator.Specs.Simulation;

/// <summary>What must hold when everything has come to rest, whatever went wrong before. Each problem names the invariant.</summary>
internal static class Invariants
{
    public static async Task<List<string>> AtRest(SimulatedDatabase database, SimulatedHost host, IReadOnlyCollection<Deed> answered)
    {
        var data = database.Committed;
        var problems = new List<string>();
        problems.AddRange((await database.Rows.Reads.Stuck(100, default)).Select(stuck => $"I3: {stuck.Id} runs and nothing will wake it"));
        foreach (var deed in answered.Where(deed => deed.Done))
        {
            if (!data.Commands.ContainsKey((deed.Actor.Id, deed.CommandId)))
            {
                problems.Add($"I1: {deed.CommandId} was acknowledged and is not stored");
            }

            if (deed.TaskId is { } task && (data.Tasks[task].Status != TaskRowStatus.Completed || data.Tasks[task].ClosedBy != deed.Actor.Id))
            {
                problems.Add($"I1: {task} was decided by {deed.Actor.Id}; the row says {data.Tasks[task].Status} by {data.Tasks[task].ClosedBy}");
            }
        }

        foreach (var twice in answered.Where(deed => deed is { Done: true, TaskId: not null }).GroupBy(deed => deed.TaskId).Where(group => group.DistinctBy(deed => deed.CommandId).Count() > 1))
        {
            problems.Add($"I1: {twice.Key} was acknowledged to {twice.Count()} commands");
        }

        foreach (var message in data.Outbox.Values.Where(message => message.Row.Status != "Sent"))
        {
            problems.Add($"I5: message {message.Row.MessageId} is {message.Row.Status}");
        }

        var sent = data.Outbox.Values.Count(message => message.Row.MessageType == WireNames.Of(typeof(WorkflowMessage)));
        var effects = data.Audit.Count(row => row.Action == "Echo");
        if (sent != effects)
        {
            problems.Add($"I5: {sent} messages had {effects} effects");
        }

        if ((await host.Get<OperationQueries>().VerifyAudit()).Broken is [var broken, ..])
        {
            problems.Add($"I7: the audit chain breaks at {broken.Seq}: {broken.Reason}");
        }

        problems.AddRange(data.Work.Values.Select(work => $"work {work.Kind} of {work.InstanceId} is left over: {work.Error}"));
        problems.AddRange(data.Incidents.Values.Where(incident => incident.Status == "Open").Select(incident => $"incident {incident.Id}: {incident.Message}"));
        return problems;
    }
}
