using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Batches;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Messages;
using Orchestrator.Runtime.Messages.Rabbit;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;
using Orchestrator.Runtime.Storage.Sql;

namespace Orchestrator.Runtime;

/// <summary>Registration of the runtime and of what services plug into it.</summary>
public static class RuntimeServices
{
    public static IServiceCollection AddRuntime(this IServiceCollection services, RuntimeOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IUnitLeaders, NoLeaders>();
        services.AddSingleton(options);
        services.AddSingleton<IStore>(_ => options.Store switch
        {
            StoreKind.Postgres => new PostgresStore(options.ConnectionString) { Committed = options.Committed, Groups = options.Committed is null },
            StoreKind.Sqlite => new SqliteStore(options.ConnectionString) { Committed = options.Committed },
            _ => new MemoryStore(),
        });
        services.AddSchema("runtime", typeof(RuntimeServices).Assembly);
        services.AddSingleton(s => new Migrator(s.GetRequiredService<IStore>(), s.GetRequiredService<TimeProvider>(), s.GetServices<SchemaModule>()));

        services.AddSingleton(s => new CommandRunner(
            s.GetRequiredService<IStore>(), s.GetRequiredService<IServiceScopeFactory>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<CommandRunner>>()));
        services.AddScoped<CurrentWork>();
        services.AddSingleton(s => new DefinitionStore(s.GetRequiredService<IStore>(), s.GetRequiredService<CommandRunner>));

        services.AddSingleton(s => new TaskQueries(s.GetRequiredService<IStore>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new InstanceQueries(s.GetRequiredService<IStore>(), s.GetRequiredService<DefinitionStore>()));
        services.AddSingleton(s => new InterventionQueries(
            s.GetRequiredService<IStore>(), s.GetRequiredService<DefinitionStore>(), s.GetRequiredService<BatchOperations>(), s.GetRequiredService<RuntimeOptions>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<IUnitLeaders>()));
        services.AddSingleton(s => new HistoryQueries(s.GetRequiredService<IStore>(), s.GetRequiredService<DefinitionStore>()));
        services.AddSingleton(s => new OperationQueries(s.GetRequiredService<IStore>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<PumpPulse>(), s.GetRequiredService<MessageBus>()));

        services.AddSingleton(s => new QueueQueries(s.GetRequiredService<MessageDelivery>(), s.GetRequiredService<RuntimeOptions>()));

        services.AddSingleton<Wakeups>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ILiveFeed>(s => s.GetRequiredService<LiveFeed>());
        services.AddSingleton<PumpPulse>();
        services.AddSingleton(s => new TimerPump(s.GetRequiredService<IStore>(), s.GetRequiredService<CommandRunner>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<TimerPump>>()));
        services.AddSingleton(s => new TriggerPump(s.GetRequiredService<CommandRunner>()));
        services.AddSingleton(s => new BatchOperations(s.GetRequiredService<DefinitionStore>()));
        services.AddSingleton(s => new BatchQueries(s.GetRequiredService<IStore>()));
        services.AddSingleton<BatchWork>();
        services.AddSingleton<WorkPump>();
        services.AddSingleton<ErrandPump>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<OutboxRelay>();
        services.AddSingleton<ErrorCollector>();
        services.AddSingleton<MessageBus>();
        services.AddSingleton<OutboxOperations>();
        services.AddSingleton<DeadLetterOperations>();
        services.AddSingleton(s => new DeadLetterQueries(s.GetRequiredService<IStore>()));
        services.AddSingleton(s => new Sweeper(s.GetRequiredService<IStore>(), s.GetRequiredService<CommandRunner>()));
        services.AddSingleton(s => new BackgroundWork(
            s.GetRequiredService<TimerPump>(), s.GetRequiredService<TriggerPump>(), s.GetRequiredService<WorkPump>(), s.GetRequiredService<ErrandPump>(), s.GetRequiredService<OutboxRelay>(), s.GetRequiredService<IStore>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<CommandRunner>()));
        services.AddHostedService(s => s.GetRequiredService<MessageBus>());
        services.AddHostedService<PostgresLiveBridge>();
        services.AddHostedService<Pumps>();
        return services;
    }

    /// <summary>Runs scoped, once per decided task.</summary>
    public static IServiceCollection AddTaskForm<T>(this IServiceCollection services)
        where T : class, ITaskForm => services.AddScoped<ITaskForm, T>();

    public static IServiceCollection AddWorkflowCommand<T>(this IServiceCollection services)
        where T : class, IWorkflowCommand => services.AddScoped<IWorkflowCommand, T>();

    public static IServiceCollection AddErrand<T>(this IServiceCollection services)
        where T : class, IErrand => services.AddScoped<IErrand, T>();

    public static IServiceCollection AddAppointment<T>(this IServiceCollection services)
        where T : class, IAppointment => services.AddScoped<IAppointment, T>();

    public static IServiceCollection AddStepObserver<T>(this IServiceCollection services)
        where T : class, IStepObserver => services.AddScoped<IStepObserver, T>();

    /// <summary>
    /// A service's context, with a constructor that takes <c>DbContextOptions&lt;TContext&gt;</c>. Inside a command it comes
    /// from <see cref="UnitOfWork.Db{T}"/>, and what the command's forms, observers and handlers have injected is that same
    /// object; injected elsewhere (scoped) it reads on a pooled connection of its own and does not track.
    /// </summary>
    public static IServiceCollection AddServiceDb<TContext>(this IServiceCollection services)
        where TContext : DbContext
    {
        services.AddSingleton<ServiceDb<TContext>>();
        services.AddScoped(ServiceDb<TContext>.InScope);
        return services;
    }

    /// <summary>
    /// The numbered scripts <c>Schema/NNN_name.sql</c> embedded in the assembly, run in order by <see cref="Migrator"/>.
    /// Types: text, bigint, integer, boolean, bytea; a script may use nothing that one of the databases does not know.
    /// <c>${identity}</c> stands for a growing 64-bit primary key, <c>${json-array}</c> for the function that makes a JSON list, <c>${append-only:TABLE}</c> for triggers that refuse
    /// every change of the table's rows.
    /// </summary>
    /// <param name="folders">Whose folders <c>Schema</c> are meant; none for all of the assembly.</param>
    public static IServiceCollection AddSchema(this IServiceCollection services, string module, Assembly assembly, params string[] folders) =>
        services.AddSingleton(new SchemaModule(module, assembly, folders));

    /// <summary>Runs once per message, in a transaction of its own.</summary>
    public static IServiceCollection AddMessageHandler<TMessage, THandler>(this IServiceCollection services)
        where TMessage : class
        where THandler : class, IMessageHandler<TMessage>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new Subscription(
            typeof(TMessage), typeof(THandler), scope => scope.GetRequiredService<THandler>().Name,
            (message, work) => work.Services.GetRequiredService<THandler>().Handle((TMessage)message, work)));
    }
}
