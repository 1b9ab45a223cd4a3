using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Orchestrator.Runtime.Live;

/// <summary>Topics to the readers of this process; <see cref="Published"/> lets a bridge carry them to other hosts.</summary>
internal sealed class LiveFeed : ILiveFeed
{
    private readonly Lock _gate = new();
    private readonly List<Reader> _readers = [];

    public event Action<IReadOnlyCollection<string>>? Published;

    public void Publish(IReadOnlyCollection<string> topics)
    {
        Receive(topics);
        Published?.Invoke(topics);
    }

    /// <summary>Topics that another host has published.</summary>
    public void Receive(IReadOnlyCollection<string> topics)
    {
        lock (_gate)
        {
            foreach (var reader in _readers)
            {
                reader.Add(topics);
            }
        }
    }

    public IAsyncEnumerable<string> Listen(CancellationToken ct)
    {
        // Registered now and not at the first read: nothing published in between is missed.
        var reader = new Reader();
        lock (_gate)
        {
            _readers.Add(reader);
        }

        return Read(reader, ct);
    }

    private async IAsyncEnumerable<string> Read(Reader reader, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            while (true)
            {
                try
                {
                    await reader.Wait(ct);
                }
                catch (OperationCanceledException)
                {
                    yield break;
                }

                foreach (var topic in reader.Take())
                {
                    yield return topic;
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _readers.Remove(reader);
            }
        }
    }

    private sealed class Reader
    {
        private readonly Lock _gate = new();
        private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private HashSet<string> _waiting = [];

        public void Add(IEnumerable<string> topics)
        {
            lock (_gate)
            {
                _waiting.UnionWith(topics);
            }

            _signal.Writer.TryWrite(true);
        }

        public ValueTask<bool> Wait(CancellationToken ct) => _signal.Reader.ReadAsync(ct);

        public HashSet<string> Take()
        {
            lock (_gate)
            {
                var taken = _waiting;
                _waiting = [];
                return taken;
            }
        }
    }
}
