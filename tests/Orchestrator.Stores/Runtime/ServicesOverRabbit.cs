using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>Two services on databases of their own: one sends, the other takes in, and RabbitMQ is all they share.</summary>
public sealed class ServicesOverRabbit : IAsyncLifetime
{
    private const string Exchange = "orchestrator.task-overdue.v1";
    private const string Queue = "test-overdue.orchestrator.task-overdue.v1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _prefix = $"t{Guid.NewGuid():N}.";
    private readonly ConcurrentQueue<string> _taken = [];
    private readonly List<IHostedService> _hosted = [];
    private BrokerOptions _broker = null!;
    private Office _sender = null!;
    private Office _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        var address = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_RABBITMQ");
        if (string.IsNullOrEmpty(address))
        {
            throw new InvalidOperationException("No RabbitMQ server for tests (ORCHESTRATOR_TEST_RABBITMQ is not set): run tests through: bash tests/run");
        }

        _broker = BrokerOptions.Parse(address, _prefix);
        _sender = await Office.Open(StoreKind.Sqlite);
        _receiver = await Office.Open(StoreKind.Postgres);
        _receiver.Script.Overdue = (message, work) =>
        {
            Office.Write(work, message.TaskId);
            work.AfterCommit(() => _taken.Enqueue(message.TaskId));
            return Task.FromResult<Refusal?>(null);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Office.StopHosted(_hosted);
        await _sender.DisposeAsync();
        await _receiver.DisposeAsync();
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var name in new[] { Queue, $"{Queue}_error" })
        {
            await channel.QueueDeleteAsync(_prefix + name);
            await channel.ExchangeDeleteAsync(_prefix + name);
        }

        foreach (var name in WireNames.All.Keys)
        {
            await channel.ExchangeDeleteAsync(_prefix + name);
        }
    }

    [Fact]
    public async Task What_one_service_commits_the_other_takes_in()
    {
        var sender = await StartSender(_broker);
        await StartReceiver();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Send(sender, $"task{n}")));
        await Taken(200);
        _taken.Order().ShouldBe(Enumerable.Range(0, 200).Select(n => $"task{n}").Order());
        (await _receiver.Entries()).ShouldBe(200);
        await Until(async () => (await sender.GetRequiredService<OperationQueries>().Outbox("Sent")).Total == 200);
    }

    [Fact]
    public async Task On_the_wire_is_the_plain_message_under_its_wire_name()
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(_prefix + Exchange, ExchangeType.Fanout, durable: true);
        var tapped = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(tapped, _prefix + Exchange, "");
        var sender = await StartSender(_broker);
        await Send(sender, "task1");

        BasicGetResult? got = null;
        await Until(async () => (got = await channel.BasicGetAsync(tapped, autoAck: true)) is not null);
        var body = JsonNode.Parse(got!.Body.Span)!.AsObject();
        body.Select(member => member.Key).Order().ShouldBe(["about", "dueAt", "level", "role", "step", "taskId", "unitId"]);
        ((string)body["taskId"]!).ShouldBe("task1");
        Guid.TryParse(got.BasicProperties.MessageId, out _).ShouldBeTrue(got.BasicProperties.MessageId);
        got.BasicProperties.Persistent.ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_that_comes_twice_has_its_effect_once()
    {
        var sender = await StartSender(_broker);
        await StartReceiver();
        await Send(sender, "task1");
        await Taken(1);
        var sent = (await sender.GetRequiredService<OperationQueries>().Outbox("Sent")).Items.Single();
        for (var n = 0; n < 5; n++)
        {
            await Inject(Encoding.UTF8.GetBytes(sent.Body), sent.MessageId);
        }

        await Send(sender, "task2");
        await Taken(2);
        await Until(async () => await Depth(Queue) == 0);
        (await _receiver.Entries("task1")).ShouldBe(1);
        (await _receiver.Entries()).ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_the_error_queue_and_stops_nothing()
    {
        var sender = await StartSender(_broker);
        await StartReceiver();
        await Inject("{\"taskId\":"u8.ToArray(), Guid.NewGuid().ToString());
        await Inject("[1,2]"u8.ToArray(), Guid.NewGuid().ToString());
        await Inject("{}"u8.ToArray(), messageId: null);
        await Send(sender, "task1");
        await Taken(1);
        await Until(async () => await Depth($"{Queue}_error") == 3);
        await Until(async () => await Depth(Queue) == 0);
        (await _receiver.Entries()).ShouldBe(1);
    }

    [Fact]
    public async Task A_service_whose_broker_cannot_be_reached_works_and_its_messages_wait()
    {
        var nowhere = await StartSender(_broker with { Server = new Uri("rabbitmq://127.0.0.1:1/") });
        await Send(nowhere, "task1");
        await Send(nowhere, "task2");
        (await nowhere.GetRequiredService<OperationQueries>().Outbox("Pending")).Items.ShouldAllBe(row => row.Attempts == 0);
        await Office.StopHosted(_hosted);
        _hosted.Clear();

        await StartSender(_broker);
        await StartReceiver();
        await Taken(2);
        _taken.Order().ShouldBe(["task1", "task2"]);
    }

    [Fact]
    public async Task While_the_database_of_the_receiver_is_away_its_messages_stay_with_the_broker()
    {
        var sender = await StartSender(_broker);
        await StartReceiver();
        await Send(sender, "before");
        await Taken(1);
        var name = new NpgsqlConnectionStringBuilder(_receiver.Options.ConnectionString).Database!;
        await Rename(name, $"{name}_away");
        await Send(sender, "during");
        await Until(async () => (await sender.GetRequiredService<OperationQueries>().Outbox("Sent")).Total == 2);
        _taken.ShouldBe(["before"]);
        await Rename($"{name}_away", name);
        await Taken(2);
        (await Depth($"{Queue}_error")).ShouldBe(0u);
        await Until(async () => await Depth(Queue) == 0);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_receiver.Options.ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from test_entries where text = 'during'", connection);
        (await count.ExecuteScalarAsync()).ShouldBe(1L);
    }

    private async Task<ServiceProvider> StartSender(BrokerOptions broker)
    {
        var host = _sender.AddHost(pumps: true, clock: TimeProvider.System, broker: broker, listens: false);
        _hosted.AddRange(await Office.StartHosted(host));
        return host;
    }

    private async Task StartReceiver()
    {
        _hosted.AddRange(await Office.StartHosted(_receiver.AddHost(pumps: true, clock: TimeProvider.System, broker: _broker)));
        // What is published before the queue exists is meant for nobody.
        await Until(async () => await Exists(Queue));
    }

    private static async Task Send(ServiceProvider sender, string task)
    {
        var done = await sender.GetRequiredService<CommandRunner>().Run<Done>(Office.Head(Office.Person("s"), "Test.Send"), work =>
        {
            work.Send(new TaskOverdue(new("campaign", "case", 1, null, null, work.CommandId), task, "first", "D1", "BM-JB", "overdue", work.Now));
            return Task.FromResult<Outcome<Done>>(Done.Value);
        });
        done.Required();
    }

    private async Task Inject(byte[] body, string? messageId)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { ContentType = "application/json", MessageId = messageId, Persistent = true };
        await channel.BasicPublishAsync(_prefix + Exchange, "", mandatory: true, properties, body);
    }

    private Task<IConnection> Connect() => new ConnectionFactory
    {
        HostName = _broker.Server.Host, Port = _broker.Server.Port, UserName = _broker.User, Password = _broker.Password,
    }.CreateConnectionAsync();

    private async Task<uint> Depth(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(_prefix + queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    private async Task<bool> Exists(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(_prefix + queue)).ConsumerCount > 0;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return false;
        }
    }

    private static async Task Rename(string from, string to)
    {
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES"));
        await connection.OpenAsync();
        for (var attempt = 0; ; attempt++)
        {
            await using var command = new NpgsqlCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{from}'; alter database {from} rename to {to}", connection);
            try
            {
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse && attempt < 100)
            {
                // Somebody connected between the two statements.
            }
        }
    }

    private Task Taken(int count) => Until(() => Task.FromResult(_taken.Count >= count));

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var end = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            await Task.Delay(50, end.Token);
        }
    }
}
