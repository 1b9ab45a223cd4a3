using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.Sql;

namespace Orchestrator.Runtime.Live;

/// <summary>
/// Lets hosts on one PostgreSQL database hear each other. NOTIFY is sent on a connection of its own after the commit, not
/// in the transaction: there it would take a database-wide lock and make commits queue.
/// </summary>
internal sealed class PostgresLiveBridge(IStore store, LiveFeed feed, ILogger<PostgresLiveBridge> log) : BackgroundService
{
    private const string Channel = "orchestrator_live";

    // A notification holds 8000 bytes at most.
    private const int MostTopics = 100;

    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private HashSet<string> _waiting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is not PostgresStore postgres)
        {
            return;
        }

        feed.Published += Keep;
        try
        {
            await Task.WhenAll(Forever("listener", ct => Listen(postgres.Source, ct), stoppingToken), Forever("notifier", ct => Notify(postgres.Source, ct), stoppingToken));
        }
        finally
        {
            feed.Published -= Keep;
        }
    }

    private void Keep(IReadOnlyCollection<string> topics)
    {
        lock (_gate)
        {
            _waiting.UnionWith(topics);
        }
    }

    private async Task Listen(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) =>
        {
            var message = JsonSerializer.Deserialize<Notice>(notification.Payload);
            if (message is not null && message.From != _self)
            {
                feed.Receive(message.Topics);
            }
        };
        await using (var command = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(ct);
        }

        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private async Task Notify(NpgsqlDataSource source, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(ct))
        {
            string[] topics;
            lock (_gate)
            {
                topics = [.. _waiting];
                _waiting = [];
            }

            foreach (var part in topics.Chunk(MostTopics))
            {
                await using var command = source.CreateCommand($"select pg_notify('{Channel}', $1)");
                command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(new Notice(_self, part)) });
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private async Task Forever(string name, Func<CancellationToken, Task> run, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await run(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                log.LogWarning(failed, "The live {Part} lost its connection and tries again", name);
                await Task.Delay(TimeSpan.FromSeconds(1), ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private sealed record Notice(string From, string[] Topics);
}
