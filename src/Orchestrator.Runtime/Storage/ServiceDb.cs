using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Storage.Sql;

namespace Orchestrator.Runtime.Storage;

/// <summary>Makes a service's contexts: on a unit of work's connection, or for reading on a connection of their own.</summary>
internal sealed class ServiceDb<T>(IStore store)
    where T : DbContext
{
    private static readonly ObjectFactory<T> New = ActivatorUtilities.CreateFactory<T>([typeof(DbContextOptions<T>)]);
    private static readonly IServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    private readonly Lazy<DbContextOptions<T>> _reading = new(() =>
    {
        var options = new DbContextOptionsBuilder<T>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return store switch
        {
            PostgresStore postgres => options.UseNpgsql(postgres.Source).Options,
            SqliteStore sqlite => options.UseSqlite(sqlite.ConnectionString).Options,
            _ => throw new NotSupportedException("The in-memory store has no tables for services."),
        };
    });

    public T Open(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<T>();
        return Make((store.Kind == StoreKind.Postgres ? options.UseNpgsql(connection) : options.UseSqlite(connection)).Options);
    }

    public T OpenToRead() => Make(_reading.Value);

    public static T InScope(IServiceProvider scope) =>
        scope.GetRequiredService<CurrentWork>().Work is { } work ? work.Db<T>() : scope.GetRequiredService<ServiceDb<T>>().OpenToRead();

    private static T Make(DbContextOptions<T> options) => New(Nothing, [options]);
}
