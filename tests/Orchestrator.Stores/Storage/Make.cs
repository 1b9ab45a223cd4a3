using System.Collections.Frozen;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Stores.Storage;

/// <summary>Rows for tests, complete and unlike each other only where a test says so.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Now = new(2020, 8, 10, 1, 0, 0, TimeSpan.Zero);

    private static int _last;

    public static string Id(string kind) => $"{kind}-{Interlocked.Increment(ref _last):x}-{Guid.NewGuid():N}"[..24];

    public static Actor Person(string id, string? unit, params string[] roles) => new(id, $"姓名{id}", unit, unit, roles.ToFrozenSet());

    public static InstanceRecord Instance(string id, string? parent = null, string? root = null, byte[]? state = null) => new(
        new(id, "d", "d:1", 1, root ?? id, parent, null, InstanceStatus.Suspended, "Drafting", 1, "案卷 " + id, "campaign", "D1", 1, null, Now, Now, null, "p1", 0), 0,
        state ?? [1, 2, 3]);

    public static TaskRow Task(string id, string instance, string? unit = "BB", string? role = "BB-JB", DateTimeOffset? due = null) => new(
        id, instance, instance, "campaign", "案卷", "D1", "Intake", "Intake", 1, "受理", "reviews/intake", unit, role, [], [], ["Accept", "Correct"], null, null, TaskRowStatus.Open,
        null, null, Now, due, false, null, null, null, null, null, 1);

    public static WorkRow Work(string instance, string kind = "resume") => new(0, kind, instance, "b", "{}", 0, Now, null, Now);

    public static OutboxRow Message(string id, string body = "{}") => new(0, id, "orchestrator.test.v1", body, null, "Pending", 0, null, Now, null);

    /// <summary>Does something in a transaction of its own and commits.</summary>
    public static async Task<T> In<T>(this IStore store, Func<IStoreTransaction, Task<T>> action)
    {
        await using var transaction = await store.Begin(default);
        var result = await action(transaction);
        await transaction.Commit(default);
        return result;
    }

    public static Task In(this IStore store, Action<IStoreTransaction> action) =>
        store.In(transaction =>
        {
            action(transaction);
            return System.Threading.Tasks.Task.FromResult(0);
        });
}
