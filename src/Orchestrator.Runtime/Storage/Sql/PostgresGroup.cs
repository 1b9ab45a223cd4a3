using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>The members of one common transaction, from their admission until all know how it ended.</summary>
internal sealed class PostgresGroup(IReadOnlyList<PostgresMember> candidates)
{
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PostgresMember> _admitted = [];
    private List<PostgresMember> _writers = [];
    private int _undecided = 1;

    public IReadOnlyList<PostgresMember> Members { get; } = [.. candidates];

    /// <summary>Lets in whoever's rows are locked now and nobody else's in this group; the others are sent to go alone.</summary>
    public void Admit(
        PostgresGroups groups, ChainHead? chain, List<InstanceRecord> instances, List<TaskRow> tasks, List<string> present, List<StoredCommand> done)
    {
        var locked = instances.ToDictionary(record => record.Row.Id, StringComparer.Ordinal);
        var taskOf = tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        var taken = new HashSet<string>(present, StringComparer.Ordinal);
        var commands = new HashSet<(string, string)>();
        foreach (var member in Members)
        {
            var task = member.TaskId is { } id ? taskOf.GetValueOrDefault(id) : null;
            var instance = task is null ? null : locked.GetValueOrDefault(task.InstanceId);
            var kind = task is null || instance is null ? member.Kind : $"{member.Kind}\n{instance.Row.VersionId}\n{task.Step}";
            var own = member.TaskId is null ? member.NewInstanceId : instance?.Row.Id;
            if (!groups.TryAgain(kind) || (member.TaskId is null && member.NewInstanceId is { } begun && present.Contains(begun)))
            {
                // The name alone is known before anything is read: the next ones save themselves this look. A command about an
                // instance that is there does not begin it.
                groups.DoesNotSuit(member.Kind);
                member.Refuse(new OwnTransactionException());
                continue;
            }

            if (chain is null || own is null || !commands.Add((member.ActorId, member.CommandId)) || !taken.Add(own))
            {
                member.Refuse(new OwnTransactionException());
                continue;
            }

            Interlocked.Increment(ref _undecided);
            var before = done.FirstOrDefault(command => command.ActorId == member.ActorId && command.CommandId == member.CommandId);
            if (member.Admit(this, kind, before, instance, task))
            {
                _admitted.Add(member);
            }
            else
            {
                Decided();
            }
        }

        Decided();
    }

    /// <summary>A member has deposited its writes, or left.</summary>
    public void Decided()
    {
        if (Interlocked.Decrement(ref _undecided) == 0)
        {
            _decided.TrySetResult();
        }
    }

    public async Task AllDecided(TimeSpan patience)
    {
        try
        {
            await _decided.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            // Those who are late are sent away by Close.
        }
    }

    /// <summary>From here on nobody deposits any more.</summary>
    /// <returns>Those who did.</returns>
    public IReadOnlyList<PostgresMember> Close() => _writers = [.. _admitted.Where(member => member.HasDeposited())];

    public void Succeed() => _writers.ForEach(member => member.Succeed());

    public void Fail(Exception why)
    {
        foreach (var member in Members)
        {
            member.Refuse(new OwnTransactionException(why));
            if (member.HasDeposited())
            {
                member.Fail(new OwnTransactionException(why));
            }
        }
    }
}
