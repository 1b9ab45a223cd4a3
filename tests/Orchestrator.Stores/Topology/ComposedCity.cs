using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Orchestrator.Host;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Roles;

namespace Orchestrator.Stores.Topology;

/// <summary>
/// The installation of <c>docker-compose.yml</c> on this machine: its containers of ours as processes with their arguments and
/// environment, PostgreSQL and RabbitMQ as private servers. Only host names, ports and folders are other ones.
/// </summary>
internal sealed partial class ComposedCity : IInstallation
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("orchestrator-composed-").FullName;
    private readonly Dictionary<string, ComposedProcess> _processes = [];
    private readonly List<WebApplication> _readers = [];
    private string _postgres = "";

    private ComposedCity()
    {
    }

    public IReadOnlyDictionary<string, ComposedProcess> Processes => _processes;

    /// <summary>What browsers speak to.</summary>
    public Uri Address => _processes["door"].Address;

    /// <summary>amqp address with the password of the installation.</summary>
    public string Broker { get; private set; } = "";

    /// <param name="settings">Environment of every process beside what the file gives.</param>
    public static async Task<ComposedCity> Start(IReadOnlyDictionary<string, string>? settings = null)
    {
        var file = ComposeFile.Read(ComposeSpecs.Passwords);
        var city = new ComposedCity();
        try
        {
            await city.StartServers(file);
            var ours = file.Services.Values.Where(service => service.Ours).ToList();
            var ports = ours.ToDictionary(service => service.Name, _ => ComposedProcess.FreePort());
            foreach (var service in ours)
            {
                city._processes[service.Name] = city.Prepare(service, ports, settings ?? NoEnvironment);
            }

            foreach (var process in city._processes.Values)
            {
                process.Start();
            }

            await Task.WhenAll(city._processes.Values.Select(process => process.Ready()));
            return city;
        }
        catch
        {
            await city.DisposeAsync();
            throw;
        }
    }

    /// <summary>The databases, opened by somebody who may everything. Nothing runs on them here.</summary>
    public Books OpenBooks() => new(Reader(HostRole.Office, "office"), Reader(HostRole.Organization, "organization"), Reader(HostRole.Finance, "finance"), Reader(HostRole.HumanResources, "human_resources"));

    public Task StopBroker() => Server("rabbitmq", "stop");

    /// <param name="wiped">All queues, bindings and messages are gone.</param>
    public async Task StartBroker(bool wiped = false)
    {
        if (wiped)
        {
            await Server("rabbitmq", "wipe");
        }

        await Server("rabbitmq", "again");
    }

    /// <summary>Connections are cut and transactions in hand are lost.</summary>
    public async Task CrashPostgres()
    {
        await Server("postgres", "crash");
        await Server("postgres", "again");
    }

    /// <summary>All databases as they are at one moment, then the files: whatever a row of the copy names is among them.</summary>
    public async Task BackUp()
    {
        await Server("postgres", "backup");
        await Shell.Run(NoEnvironment, "-c", $"rm -rf '{_folder}/volumes.backup' && cp -a '{_folder}/volumes' '{_folder}/volumes.backup'");
    }

    /// <summary>The machine is gone: processes, databases, files and all messages on their way. What was got from <see cref="Books"/> before is of no use any more.</summary>
    public async Task Lose()
    {
        await Task.WhenAll(_processes.Values.Select(process => process.Kill()));
        await CloseBooks();
        await Server("postgres", "crash");
        await StopBroker();
        await Server("rabbitmq", "wipe");
        await Shell.Run(NoEnvironment, "-c", $"rm -rf '{_folder}/postgres/data' '{_folder}/volumes'");
    }

    /// <summary>What was backed up runs again, with a broker that knows nothing.</summary>
    public async Task Restore()
    {
        await Shell.Run(NoEnvironment, "-c", $"cp -a '{_folder}/volumes.backup' '{_folder}/volumes'");
        await Task.WhenAll(Server("postgres", "restore"), Server("rabbitmq", "again"));
        foreach (var process in _processes.Values)
        {
            process.Start();
        }

        await Task.WhenAll(_processes.Values.Select(process => process.Ready()));
    }

    public string Logs() => string.Join('\n', _processes.Values.Select(process => $"== {process.Name}\n{process.Log}"));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Values.Select(process => process.DisposeAsync().AsTask()));
        await CloseBooks();
        await Server("rabbitmq", "stop");
        await Server("postgres", "stop");
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CloseBooks()
    {
        foreach (var reader in _readers)
        {
            await reader.DisposeAsync();
        }

        _readers.Clear();
        _books = null;
    }

    private IServiceProvider Reader(HostRole role, string database)
    {
        var reader = HostApplication.Build(
            new Serve(role, false, Path.Combine(_folder, "reader"), new NpgsqlConnectionStringBuilder(_postgres) { Database = database }.ToString(), "http://127.0.0.1:0"));
        _readers.Add(reader);
        return reader.Services;
    }

    private async Task StartServers(ComposeFile file)
    {
        // The server program of PostgreSQL may run as a user of its own.
        await Shell.Run(NoEnvironment, "-c", $"chmod 755 '{_folder}'");
        var broker = Shell.Run(file.Services["rabbitmq"].Environment, "tests/servers/rabbitmq", "start", Path.Combine(_folder, "rabbitmq"));
        _postgres = await Shell.Run(NoEnvironment, "tests/servers/postgres", "start", Path.Combine(_folder, "postgres"));
        var server = new NpgsqlConnectionStringBuilder(_postgres);
        var environment = new Dictionary<string, string>(file.Services["postgres"].Environment) { ["PGHOST"] = server.Host!, ["PGPORT"] = $"{server.Port}" };
        await Shell.Run(environment, "-c", file.Databases);
        Broker = await broker;
    }

    private ComposedProcess Prepare(ComposeService service, Dictionary<string, int> ports, IReadOnlyDictionary<string, string> settings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, service.Name)).FullName;
        string Here(string text)
        {
            if (text == "/data")
            {
                return service.Volumes.TryGetValue(text, out var volume) ? Directory.CreateDirectory(Path.Combine(_folder, "volumes", volume)).FullName : folder;
            }

            text = text.Replace("http://0.0.0.0:5080", $"http://127.0.0.1:{ports[service.Name]}", StringComparison.Ordinal);
            text = text.Replace("Host=postgres;", $"Host=127.0.0.1;Port={new NpgsqlConnectionStringBuilder(_postgres).Port};", StringComparison.Ordinal);
            text = text.Replace("@rabbitmq:5672", $"@{new Uri(Broker).Authority.Split('@')[^1]}", StringComparison.Ordinal);
            return Neighbour().Replace(text, match => $"http://127.0.0.1:{ports[match.Groups[1].Value]}");
        }

        var environment = service.Environment.ToDictionary(pair => pair.Key, pair => Here(pair.Value));
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return new(service.Name, [.. service.Command.Select(Here)], environment, folder, new Uri($"http://127.0.0.1:{ports[service.Name]}"));
    }

    [GeneratedRegex("http://([a-z][a-z0-9-]*):5080")]
    private static partial Regex Neighbour();

    private Task<string> Server(string name, string action) => Shell.Run(NoEnvironment, $"tests/servers/{name}", action, Path.Combine(_folder, name));
}
