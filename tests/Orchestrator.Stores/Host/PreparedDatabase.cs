using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Orchestrator.Host;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Roles;
using Orchestrator.Runtime;
using Orchestrator.Stores.Storage;

namespace Orchestrator.Stores.Host;

/// <summary>
/// A database that the host has prepared once in this process: schema, keys and shipped definitions, nothing else. Hosts of
/// tests begin with a copy of it instead of migrating an empty one each.
/// </summary>
internal static class PreparedDatabase
{
    private static readonly Lazy<Task<string>> File = new(PrepareFile);
    private static readonly Lazy<Task<string>> Server = new(PrepareServer);

    /// <summary>Puts a copy into the data folder of a host.</summary>
    public static async Task CopyInto(string folder)
    {
        var prepared = await File.Value;
        foreach (var file in Directory.EnumerateFiles(prepared))
        {
            System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    public static async Task<TestDatabase> OnPostgres() => await TestDatabase.CopyOf(await Server.Value);

    private static async Task<string> PrepareFile()
    {
        var (folder, prepared) = (Directory.CreateTempSubdirectory("orchestrator-prepared-").FullName, Directory.CreateTempSubdirectory("orchestrator-prepared-").FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(prepared, recursive: true);
        await Prepare(folder, null);
        // A connection of the host that closes late takes its log along while others copy: what is copied is a file of its own.
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, DataFolder.DatabaseFile)};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var copy = connection.CreateCommand();
            copy.CommandText = "vacuum into $1";
            copy.Parameters.AddWithValue("$1", Path.Combine(prepared, DataFolder.DatabaseFile));
            await copy.ExecuteNonQueryAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return prepared;
    }

    private static async Task<string> PrepareServer()
    {
        var database = await TestDatabase.Create(StoreKind.Postgres);
        var folder = Directory.CreateTempSubdirectory("orchestrator-prepared-").FullName;
        await Prepare(folder, database.Options.ConnectionString);
        Directory.Delete(folder, recursive: true);
        return database.Release();
    }

    private static async Task Prepare(string folder, string? database)
    {
        await using var app = HostApplication.Build(
            new Serve(HostRole.All, Demo: false, folder, database, "http://127.0.0.1:0"),
            configuration => configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Warning"), new("Logging:LogLevel:Orchestrator.Host", "Critical")]));
        await HostApplication.Prepare(app);
    }
}
