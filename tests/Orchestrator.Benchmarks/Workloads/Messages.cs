using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Benchmarks.Workloads;

/// <summary>
/// W13: <c>--concurrency</c> callers run <c>--instances</c> commands that send one message each. Timed from the command's
/// beginning to the commit of the handler. Without <c>--broker</c> in one service, with it between two on databases of their own.
/// </summary>
internal static class Messages
{
    public static async Task<Report> Run(Arguments arguments)
    {
        var broker = arguments.Broker is { } address ? BrokerOptions.Parse(address, $"bench{Guid.NewGuid():N}.") : null;
        var arrivals = new Arrivals();
        await using var sending = await BenchDatabase.Create(arguments);
        await using var receiving = broker is null ? null : await BenchDatabase.Create(arguments with { Database = null });
        await using var receiver = await Open(receiving ?? sending, broker, arrivals);
        await using var sender = receiving is null ? receiver : await Open(sending, broker, null);
        var hosted = await Start(receiver);
        if (sender != receiver)
        {
            hosted.AddRange(await Start(sender));
        }

        // Queues are bound and code is compiled before anything is counted.
        await Send(sender, arguments.Concurrency, "warm", Math.Min(arguments.Instances, 500), arrivals);
        arrivals.Clear();

        using var measurement = await Measurement.Begin(sending);
        var began = Stopwatch.GetTimestamp();
        await Send(sender, arguments.Concurrency, "task", arguments.Instances, arrivals);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var report = await measurement.End(arguments, arguments.Instances) with
        {
            CompletionsPerSecond = null,
            P50 = Math.Round(arrivals.Latencies.At(50), 2),
            P95 = Math.Round(arrivals.Latencies.At(95), 2),
            P99 = Math.Round(arrivals.Latencies.At(99), 2),
            More = new Dictionary<string, object>
            {
                ["messagesPerSecond"] = Math.Round(arguments.Instances / seconds, 1),
                ["twice"] = arrivals.Twice,
            },
        };
        foreach (var service in hosted)
        {
            await service.StopAsync(default);
        }

        return report;
    }

    private static Task<BenchHost> Open(BenchDatabase database, BrokerOptions? broker, Arrivals? arrivals) =>
        BenchHost.Open(database.Options with { Pumps = true, Broker = broker }, TimeProvider.System, services =>
        {
            if (arrivals is not null)
            {
                services.AddSingleton(arrivals).AddMessageHandler<TaskOverdue, TakeIn>();
            }
        });

    private static async Task<List<IHostedService>> Start(BenchHost host)
    {
        var hosted = host.Services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
        {
            await service.StartAsync(default);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await host.Services.GetRequiredService<OperationQueries>().Health()).Broker == false)
        {
            await Task.Delay(50, patience.Token);
        }

        return hosted;
    }

    private static async Task Send(BenchHost sender, int concurrency, string name, int count, Arrivals arrivals)
    {
        var all = arrivals.Expect(count);
        await Closed.Loop(concurrency, count, async n =>
        {
            var id = $"{name}{n}";
            arrivals.Sent(id);
            await sender.Runner.Run<Done>(new CommandHead("send-" + id, "Bench.Send", BenchHost.Clerk, "task", id), work =>
            {
                work.Send(new TaskOverdue(new("bench", "case", 1, null, null, work.CommandId), id, "first", "D1", "BM-JB", "overdue", work.Now));
                return Task.FromResult<Outcome<Done>>(Done.Value);
            });
        });
        await all.WaitAsync(TimeSpan.FromMinutes(10));
    }

    private sealed class Arrivals
    {
        private readonly ConcurrentDictionary<string, long> _sent = new();
        private readonly ConcurrentDictionary<string, bool> _taken = new();
        private TaskCompletionSource _all = new();
        private int _left;
        private int _twice;

        public Latencies Latencies { get; private set; } = new();

        public int Twice => _twice;

        public Task Expect(int count)
        {
            (_all, _left) = (new(TaskCreationOptions.RunContinuationsAsynchronously), count);
            return _all.Task;
        }

        public void Sent(string id) => _sent[id] = Stopwatch.GetTimestamp();

        public void Taken(string id)
        {
            if (!_taken.TryAdd(id, true))
            {
                Interlocked.Increment(ref _twice);
                return;
            }

            Latencies.Add(Stopwatch.GetElapsedTime(_sent[id]).TotalMilliseconds);
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _all.SetResult();
            }
        }

        public void Clear() => Latencies = new();
    }

    private sealed class TakeIn(Arrivals arrivals) : IMessageHandler<TaskOverdue>
    {
        public string Name => "bench";

        public Task<Refusal?> Handle(TaskOverdue message, UnitOfWork work)
        {
            work.AfterCommit(() => arrivals.Taken(message.TaskId));
            return Task.FromResult<Refusal?>(null);
        }
    }
}
