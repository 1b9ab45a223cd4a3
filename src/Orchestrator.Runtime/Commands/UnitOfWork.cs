using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>
/// What one command may touch, in one transaction. Lives as long as the command's body; not thread-safe.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly Actor _signedIn;
    private readonly List<(string Action, string? ObjectType, string? ObjectId, string Result, string? Details, string? RemoteAddress)> _audits = [];
    private readonly List<string> _topics = [];
    private Dictionary<Type, DbContext>? _contexts;
    private List<Action>? _afterCommit;
    private int _messages;

    private UnitOfWork(IServiceProvider services, IStoreTransaction transaction, Actor actor, DateTimeOffset now, string commandId, CancellationToken ct)
    {
        _services = services;
        Transaction = transaction;
        Actor = _signedIn = actor;
        Now = now;
        CommandId = commandId;
        Cancellation = ct;
        Driver = new InstanceDriver(this, transaction, services);
        Workflows = new WorkflowOperations(this);
    }

    /// <summary>Who acts; for somebody else when the task of the command is the other's (<see cref="Runtime.Actor.InPlaceOf"/>).</summary>
    public Actor Actor { get; private set; }

    /// <summary>The clock when the command began; one moment for everything it writes.</summary>
    public DateTimeOffset Now { get; }

    public string CommandId { get; }

    public CancellationToken Cancellation { get; }

    public WorkflowOperations Workflows { get; }

    /// <summary>Scoped services of this unit of work.</summary>
    internal IServiceProvider Services => _services;

    internal IStoreTransaction Transaction { get; }

    internal InstanceDriver Driver { get; }

    internal Wakes Wakes { get; set; }

    private IEnumerable<DbContext> Contexts => _contexts?.Values ?? Enumerable.Empty<DbContext>();

    /// <summary>
    /// A service's context on this connection and transaction (registered by <c>AddServiceDb</c>). Changes are saved
    /// before the commit, and before the engine reads or a step observer runs; a context may also save by itself.
    /// </summary>
    public T Db<T>()
        where T : DbContext
    {
        _contexts ??= [];
        if (!_contexts.TryGetValue(typeof(T), out var context))
        {
            if (Transaction.Connection is not { } connection)
            {
                throw new NotSupportedException("The in-memory store has no tables for services.");
            }

            context = _services.GetRequiredService<ServiceDb<T>>().Open(connection);
            context.Database.UseTransaction(Transaction.Transaction);
            context.Database.AutoSavepointsEnabled = false;
            _contexts.Add(typeof(T), context);
        }

        return (T)context;
    }

    /// <summary>An audit row beside the command's own.</summary>
    /// <param name="details">Any JSON-serialisable object.</param>
    public void Audit(string action, string objectType, string objectId, object? details = null) =>
        _audits.Add((action, objectType, objectId, "Done", details is null ? null : JsonSerializer.Serialize(details, RuntimeJson.Options), null));

    /// <summary>Puts a message into the outbox; its type must be listed in <see cref="WireNames"/>.</summary>
    public void Send<T>(T message)
        where T : class => Send(WireNames.Of(message.GetType()), JsonSerializer.Serialize(message, message.GetType(), RuntimeJson.Options), null);

    /// <summary>Writes an errand down; it is run after the commit. The service that has something done keeps it to once per id.</summary>
    /// <param name="errand">The name of a registered <see cref="IErrand"/>.</param>
    public void Entrust(string errand, string id) => AddErrand(errand, id, null, Now);

    /// <summary>Writes an appointment down.</summary>
    /// <param name="appointment">The name of a registered <see cref="IAppointment"/>.</param>
    public void Arrange(string appointment, string id, DateTimeOffset at) => AddErrand(appointment, id, null, at);

    /// <summary>Has an errand done that was given up; its incident counts as retried.</summary>
    public async Task EntrustAgain(string errand, string id)
    {
        Transaction.CloseIncident(IncidentKinds.OfErrand(errand, id), "Retried", Now, Actor.Id);
        await Retry(errand, id);
    }

    /// <summary>A scoped service that takes part in this unit of work.</summary>
    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Tells live readers after the commit; see <see cref="ILiveFeed"/>.</summary>
    public void Changed(string topic)
    {
        if (!_topics.Contains(topic))
        {
            _topics.Add(topic);
        }
    }

    /// <summary>Runs after the commit, in this process only; not at all when the process dies in between.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    public async ValueTask DisposeAsync()
    {
        foreach (var context in Contexts)
        {
            await context.DisposeAsync();
        }

        await Transaction.DisposeAsync();
    }

    /// <param name="transaction">Ends with the unit of work.</param>
    internal static UnitOfWork On(IStoreTransaction transaction, IServiceProvider services, Actor actor, string commandId, DateTimeOffset now, CancellationToken ct)
    {
        var work = new UnitOfWork(services, transaction, actor, now, commandId, ct);
        services.GetRequiredService<CurrentWork>().Work = work;
        return work;
    }

    internal void Send(string wireName, string body, string? instanceId)
    {
        var id = MessageId.Derive(Actor.Id, CommandId, Now, _messages++, body);
        Transaction.AddOutbox(new(0, id, wireName, body, instanceId, "Pending", 0, null, Now, null));
        Wakes |= Wakes.Outbox;
    }

    /// <summary>The rest of the command is done by the person as he has the task.</summary>
    internal void ActAs(Actor holder)
    {
        if (holder.InPlaceOf is not null)
        {
            Actor = holder;
            Driver.ActorChanged();
        }
    }

    internal StandingIn? StandingIn => Actor.InPlaceOf is { } principal ? new(principal, _signedIn.UnitId, _signedIn.Roles) : null;

    internal async Task SaveContexts()
    {
        foreach (var context in Contexts.Where(context => context.ChangeTracker.HasChanges()))
        {
            await context.SaveChangesAsync(Cancellation);
        }
    }

    /// <summary>Writes everything that is left, commits, then tells the world.</summary>
    /// <param name="head">The command to audit; null for background work.</param>
    internal async Task Commit(CommandHead? head, StoredCommand? answer)
    {
        await Driver.Drain();
        await SaveContexts();
        if (head is not null)
        {
            _audits.Insert(0, (head.Name, head.ObjectType, head.ObjectId, "Done", ForWhom(), head.RemoteAddress));
        }

        await WriteAudits();
        if (answer is not null)
        {
            Transaction.AddCommand(answer);
        }

        var faults = _services.GetService<ICommitFaults>();
        faults?.BeforeCommit(CommandId);
        await Transaction.Commit(Cancellation);
        faults?.AfterCommit(CommandId);
        Announce();
    }

    internal async Task CommitRefusal(CommandHead head, Refusal refusal)
    {
        var details = JsonSerializer.Serialize(new { refusal.Message, refusal.Problems }, RuntimeJson.Options);
        _audits.Add((head.Name, head.ObjectType, head.ObjectId, refusal.Code, details, head.RemoteAddress));
        await WriteAudits();
        await Transaction.Commit(Cancellation);
    }

    /// <summary>As <see cref="EntrustAgain"/>, for whoever has closed the incident.</summary>
    internal async Task Retry(string errand, string id)
    {
        if (ErrandPump.Appointment(_services, errand) is null)
        {
            await ErrandPump.Find(_services, errand).Again(id, this);
        }

        AddErrand(errand, id, "", Now);
    }

    // A row that has an error already closes its incident when it is done.
    private void AddErrand(string errand, string id, string? error, DateTimeOffset at)
    {
        Transaction.AddWork(new(0, ErrandPump.WorkKind, "", errand, id, 0, at, error, Now));
        Wakes |= Wakes.Errands;
    }

    private async Task WriteAudits()
    {
        foreach (var (action, objectType, objectId, result, details, remote) in _audits)
        {
            await Transaction.AddAudit(new(Now, Actor.Id, Actor.Name, _signedIn.UnitId, action, objectType, objectId, result, details, CommandId, remote), Cancellation);
        }
    }

    private string? ForWhom() => Actor.InPlaceOf is { } principal ? JsonSerializer.Serialize(new { InPlaceOf = principal }, RuntimeJson.Options) : null;

    private void Announce()
    {
        if (_topics.Count > 0)
        {
            _services.GetRequiredService<ILiveFeed>().Publish(_topics);
        }

        _services.GetRequiredService<Wakeups>().Wake(Wakes);
        foreach (var action in _afterCommit ?? [])
        {
            try
            {
                action();
            }
            catch (Exception failed)
            {
                // The command is done and acknowledged; what follows it must not turn it into an error.
                _services.GetRequiredService<ILogger<UnitOfWork>>().LogError(failed, "An action after the commit of {CommandId} failed", CommandId);
            }
        }
    }
}
