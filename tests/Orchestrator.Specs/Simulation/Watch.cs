using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage.InMemory;

namespace Orchestrator.Specs.Simulation;

/// <summary>Looks at every commit: what must hold between any two transactions.</summary>
internal sealed class Watch
{
    private readonly Dictionary<string, long> _events = [];
    private int _steps;
    private int _audited;

    public List<string> Problems { get; } = [];

    public void See(MemoryData before, MemoryData after)
    {
        Problems.AddRange(Instances(before, after).Concat(Tasks(before, after)).Concat(History(after)).Concat(Background(before, after)));
        if (after.Audit.Count < _audited)
        {
            Problems.Add("I7: audit rows are gone");
        }

        _audited = after.Audit.Count;
    }

    private static IEnumerable<string> Instances(MemoryData before, MemoryData after)
    {
        foreach (var (id, record) in before.Instances)
        {
            if (!after.Instances.TryGetValue(id, out var now))
            {
                yield return $"I10: instance {id} is gone";
            }
            else if (!ReferenceEquals(record, now) && (now.Row.Revision <= record.Row.Revision || now.HistorySeq < record.HistorySeq))
            {
                yield return $"I10: {id} goes from revision {record.Row.Revision} to {now.Row.Revision}";
            }
        }

        foreach (var timer in after.Timers.Values.Where(timer => after.Instances[timer.InstanceId].Row.Ended))
        {
            yield return $"I2: timer {timer.TimerId} of {timer.InstanceId}, which has ended";
        }

        foreach (var wait in after.Subscriptions.Values.Where(wait => after.Instances[wait.InstanceId].Row.Ended))
        {
            yield return $"I2: {wait.InstanceId} waits for {wait.EventName} and has ended";
        }
    }

    private static IEnumerable<string> Tasks(MemoryData before, MemoryData after)
    {
        if (ReferenceEquals(before.Tasks, after.Tasks) && ReferenceEquals(before.Instances, after.Instances))
        {
            yield break;
        }

        var open = new HashSet<(string, string, string?)>();
        foreach (var task in after.Tasks.Values)
        {
            if (task.Status == TaskRowStatus.Open && after.Instances[task.InstanceId].Row.Ended)
            {
                yield return $"I2: task {task.Id} is open, its instance has ended";
            }

            if (task.Status == TaskRowStatus.Open && !open.Add((task.InstanceId, task.Step, task.Unit)))
            {
                yield return $"I6: {task.InstanceId} {task.Step} {task.Unit} is open twice";
            }

            if (before.Tasks.TryGetValue(task.Id, out var was))
            {
                if (!ReferenceEquals(was, task) && (task.Revision < was.Revision || (was.Status != TaskRowStatus.Open && was != task)))
                {
                    yield return $"I10: task {task.Id} goes from {was.Status} {was.Revision} to {task.Status} {task.Revision}";
                }
            }
            else if (task.Step == "sum" && after.Tasks.Values.FirstOrDefault(other => other.InstanceId == task.InstanceId && other.Status == TaskRowStatus.Open && other.Step != "sum") is { } early)
            {
                yield return $"I4: {task.Id} was opened before {early.Id} was decided";
            }
        }
    }

    private IEnumerable<string> History(MemoryData after)
    {
        if (after.Steps.Count < _steps)
        {
            yield return "I1: history is gone";
        }

        for (; _steps < after.Steps.Count; _steps++)
        {
            var step = after.Steps[_steps];
            var next = _events.GetValueOrDefault(step.InstanceId) + 1;
            if (step.Seq != next)
            {
                yield return $"I10: history of {step.InstanceId} goes on with {step.Seq} after {next - 1}";
            }

            _events[step.InstanceId] = next - 1 + StepEvents.Read(step, null).Count();
        }

        foreach (var instance in after.Instances.Values.Where(instance => _events.GetValueOrDefault(instance.Row.Id) != instance.HistorySeq))
        {
            yield return $"I1: {instance.Row.Id} counts {instance.HistorySeq} events, its history {_events.GetValueOrDefault(instance.Row.Id)}";
        }
    }

    private static IEnumerable<string> Background(MemoryData before, MemoryData after)
    {
        foreach (var incident in after.Incidents.Values.Where(incident => incident.Status == "Open" && before.Incidents.GetValueOrDefault(incident.Id)?.Status != "Open"))
        {
            if (incident.Kind == IncidentKinds.Stuck)
            {
                yield return $"I3: {incident.InstanceId} is said to be stuck";
            }
            else if (incident.Kind == IncidentKinds.Work && !after.Work.ContainsKey(IncidentKinds.WorkId(incident.Id)))
            {
                yield return $"incident {incident.Id} is raised, its work is done: {incident.Message}";
            }
            else if (incident.Kind == IncidentKinds.Timer && !after.Timers.ContainsKey((incident.InstanceId!, incident.ActivityId!)))
            {
                yield return $"incident {incident.Id} is raised, its timer has fired: {incident.Message}";
            }
        }
    }
}
