using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Messages.Rabbit;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Runtime;

/// <summary>What operators see of the queues, and what becomes of messages that could not be read.</summary>
public sealed class QueuesOverRabbit : IAsyncLifetime
{
    private const string Exchange = "orchestrator.task-overdue.v1";
    private const string Handler = "test-overdue.orchestrator.task-overdue.v1";
    private const string Sound = """{"about":{"caseId":"c1","round":1,"commandId":"k"},"taskId":"mended","step":"Draft","level":"overdue"}""";

    private readonly string _prefix = $"q{Guid.NewGuid():N}.";
    private readonly List<IHostedService> _hosted = [];
    private BrokerOptions _broker = null!;
    private Office _office = null!;
    private ServiceProvider _host = null!;

    public async ValueTask InitializeAsync()
    {
        var address = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_RABBITMQ");
        if (string.IsNullOrEmpty(address))
        {
            throw new InvalidOperationException("No RabbitMQ server for tests (ORCHESTRATOR_TEST_RABBITMQ is not set): run tests through: bash tests/run");
        }

        _broker = BrokerOptions.Parse(address, _prefix);
        _office = await Office.Open(StoreKind.Postgres);
        _office.Script.Overdue = (message, work) =>
        {
            Office.Write(work, message.TaskId);
            return Task.FromResult<Refusal?>(null);
        };
        _host = _office.AddHost(pumps: true, clock: TimeProvider.System, broker: _broker);
    }

    public async ValueTask DisposeAsync()
    {
        await Office.StopHosted(_hosted);
        await _office.DisposeAsync();
        await using var connection = await BrokerConnection.Open(_broker, default);
        await using var channel = await connection.CreateChannelAsync();
        foreach (var name in new[] { Handler, $"{Handler}_error" })
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
    public async Task A_queue_is_told_with_what_is_wrong_with_it()
    {
        var nothing = await Queue();
        nothing.Troubles.ShouldBe([QueueTrouble.QueueMissing, QueueTrouble.ExchangeMissing]);
        (nothing.Ready, nothing.Consumers, nothing.Errors).ShouldBe((null, null, 0));

        await Start();
        var running = await Queue();
        running.Troubles.ShouldBeEmpty();
        (running.Name, running.Handler, running.Message).ShouldBe((_prefix + Handler, Handler, Exchange));
        (running.Ready, running.Consumers, running.InHand).ShouldBe((0, 1, 0));

        await Office.StopHosted(_hosted);
        _hosted.Clear();
        await Inject(Sound, Guid.NewGuid().ToString());
        await Until(async () => (await Queue()).Ready == 1);
        var alone = await Queue();
        (alone.Consumers, alone.Troubles.Single()).ShouldBe((0, QueueTrouble.NoConsumer));
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_is_said_to_be_away()
    {
        var host = _office.AddHost(broker: _broker with { Server = new Uri("rabbitmq://127.0.0.1:1/") });

        var report = await host.GetRequiredService<QueueQueries>().Look();

        report.Failure.ShouldNotBeNullOrEmpty();
        report.Broker.ShouldBe("rabbitmq://127.0.0.1:1/");
        report.Queues.Single().Ready.ShouldBeNull();
        (await host.GetRequiredService<ErrorCollector>().Collect(default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_could_not_be_read_waits_for_an_operator_and_is_handled_once_when_it_is_mended()
    {
        await Start();
        var id = Guid.NewGuid().ToString();
        await Inject("{\"taskId\":", id);
        await Inject(Sound, messageId: null);
        await Until(async () => (await Queue()).Errors == 2);

        // Two hosts look at the same moment.
        var other = _office.AddHost(broker: _broker);
        var stored = await Task.WhenAll(_host.GetRequiredService<ErrorCollector>().Collect(default), other.GetRequiredService<ErrorCollector>().Collect(default));

        stored.Sum().ShouldBe(2);
        await Until(async () => (await Queue()).Errors == 0);
        await Until(async () => (await Letters(DeadLetterState.GivenUp)).Count == 2);
        var letters = await Letters(DeadLetterState.GivenUp);
        letters.ShouldAllBe(l => l.Unread && l.Handler == Handler && l.MessageType == Exchange);
        letters.Single(l => l.MessageId != id).Error!.ShouldContain("no id");
        (await _office.Entries()).ShouldBe(0, "nothing that could not be read is handled before an operator says so");
        (await _host.GetRequiredService<OperationQueries>().Incidents("Open")).Total.ShouldBe(2);

        var broken = letters.Single(l => l.MessageId == id).Id;
        (await Find(broken)).Body.ShouldBe("{\"taskId\":");
        (await Run("Mend", work => _host.GetRequiredService<DeadLetterOperations>().Mend(broken, 0, Sound, work))).Refusal.ShouldBeNull();
        foreach (var letter in letters)
        {
            (await Run("Replay", work => _host.GetRequiredService<DeadLetterOperations>().Replay(letter.Id, work))).Refusal.ShouldBeNull();
        }

        await Until(async () => await _office.Entries("mended") == 2);
        await Until(async () => (await _host.GetRequiredService<OperationQueries>().Incidents("Open")).Total == 0);
        (await Find(broken)).Original.ShouldBe("{\"taskId\":");
    }

    [Fact]
    public async Task A_message_that_comes_again_because_the_process_died_before_the_broker_forgot_it_is_recognised()
    {
        await Start();
        await Inject("[1,2]", Guid.NewGuid().ToString());
        await Until(async () => (await Queue()).Errors == 1);
        await using var connection = await BrokerConnection.Open(_broker, default);
        await using var channel = await connection.CreateChannelAsync();
        var found = (await channel.BasicGetAsync($"{_prefix}{Handler}_error", autoAck: true))!;
        for (var n = 0; n < 2; n++)
        {
            await channel.BasicPublishAsync("", $"{_prefix}{Handler}_error", mandatory: true, new BasicProperties(found.BasicProperties), found.Body);
        }

        await Until(async () => (await Queue()).Errors == 2);

        (await _host.GetRequiredService<ErrorCollector>().Collect(default)).ShouldBe(1);
        await Until(async () => (await Queue()).Errors == 0);
        (await Letters(null)).Count.ShouldBe(1);
    }

    private async Task Start()
    {
        _hosted.AddRange(await Office.StartHosted(_host));
        await Until(async () => (await Queue()).Consumers > 0);
    }

    private async Task<QueueState> Queue() => (await _host.GetRequiredService<QueueQueries>().Look()).Queues.Single();

    private async Task<IReadOnlyList<DeadLetter>> Letters(DeadLetterState? state) => (await _host.GetRequiredService<DeadLetterQueries>().List(state, null)).Items;

    private async Task<DeadLetterContent> Find(long id) => (await _host.GetRequiredService<DeadLetterQueries>().Find(id))!;

    private Task<Outcome<T>> Run<T>(string name, Func<UnitOfWork, Task<Outcome<T>>> body) =>
        _host.GetRequiredService<CommandRunner>().Run(Office.Head(Office.Person("op"), $"DeadLetters.{name}"), body);

    private async Task Inject(string body, string? messageId)
    {
        await using var connection = await BrokerConnection.Open(_broker, default);
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync(_prefix + Exchange, "", mandatory: true, new BasicProperties { ContentType = "application/json", MessageId = messageId, Persistent = true }, Encoding.UTF8.GetBytes(body));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(50, end.Token);
        }
    }
}
