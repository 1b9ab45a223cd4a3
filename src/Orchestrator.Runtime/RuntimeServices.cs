using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Runtime;

/// <summary>Registration of the runtime and of what services plug into it.</summary>
public static class RuntimeServices
{
    public static IServiceCollection AddRuntime(this IServiceCollection services, RuntimeOptions options) => services.AddSingleton(options);

    /// <summary>Runs scoped, once per decided task.</summary>
    public static IServiceCollection AddTaskForm<T>(this IServiceCollection services)
        where T : class, ITaskForm => services.AddScoped<ITaskForm, T>();

    public static IServiceCollection AddWorkflowCommand<T>(this IServiceCollection services)
        where T : class, IWorkflowCommand => services.AddScoped<IWorkflowCommand, T>();

    public static IServiceCollection AddStepObserver<T>(this IServiceCollection services)
        where T : class, IStepObserver => services.AddScoped<IStepObserver, T>();

    /// <summary>
    /// A service's context, with a constructor that takes <c>DbContextOptions&lt;TContext&gt;</c>: inside commands through
    /// <see cref="UnitOfWork.Db{T}"/>; injected as <typeparamref name="TContext"/> (scoped) it reads on a pooled
    /// connection of its own and does not track.
    /// </summary>
    public static IServiceCollection AddServiceDb<TContext>(this IServiceCollection services)
        where TContext : DbContext => services;

    /// <summary>
    /// The numbered scripts <c>Schema/NNN_name.sql</c> embedded in the assembly, run in order by <see cref="Migrator"/>.
    /// Types: text, bigint, integer, boolean, bytea; statements end in <c>;</c> at the end of a line.
    /// </summary>
    public static IServiceCollection AddSchema(this IServiceCollection services, string module, Assembly assembly) =>
        services.AddSingleton(new SchemaModule(module, assembly));

    public static IServiceCollection AddMessageHandler<TMessage, THandler>(this IServiceCollection services)
        where TMessage : class
        where THandler : class, IMessageHandler<TMessage> => services.AddScoped<IMessageHandler<TMessage>, THandler>();
}

public sealed record SchemaModule(string Name, Assembly Assembly);

/// <summary>Brings the database to this program's schema; safe when several hosts start at once.</summary>
public sealed class Migrator
{
    /// <summary>Runs the missing scripts, each in a transaction of its own; returns their names.</summary>
    /// <exception cref="InvalidOperationException">The database is newer than the program, or a script changed after it ran.</exception>
    public Task<IReadOnlyList<string>> Migrate(CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>The scripts that have not run yet.</summary>
    public Task<IReadOnlyList<string>> Missing(CancellationToken ct = default) => throw new NotSupportedException();
}
