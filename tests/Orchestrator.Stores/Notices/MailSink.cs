using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Stores.Notices;

/// <summary>A small SMTP server on loopback that keeps what it gets. It can refuse, fall silent, hang up, and be down.</summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly List<Task> _sessions = [];
    private CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public MailSink() => Start();

    public int Port { get; private set; }

    /// <summary>Every mail whose last line arrived, acknowledged or not.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>The answer to RCPT TO, by address; null accepts.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Takes the mail and closes the connection instead of acknowledging it, so often.</summary>
    public int HangUps { get; set; }

    /// <summary>Accepts connections and says nothing.</summary>
    public bool Silent { get; set; }

    /// <summary>Again on the same port after <see cref="Stop"/>.</summary>
    public void Start()
    {
        _stop = new();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept(_listener, _stop.Token);
    }

    public async Task Stop()
    {
        await _stop.CancelAsync();
        _listener!.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }

    private async Task Accept(TcpListener listener, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                _sessions.Add(Serve(await listener.AcceptTcpClientAsync(ct), ct));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task Serve(TcpClient client, CancellationToken ct)
    {
        try
        {
            using (client)
            await using (var stream = client.GetStream())
            {
                using var reader = new StreamReader(stream, Encoding.Latin1);
                if (Silent)
                {
                    await Task.Delay(Timeout.Infinite, ct);
                }

                await Converse(reader, line => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct), ct);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // The client left or the server is stopped.
        }
    }

    private async Task Converse(StreamReader reader, Func<string, ValueTask> answer, CancellationToken ct)
    {
        var recipients = new List<string>();
        await answer("220 sink");
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await answer("250 sink");
                    break;
                case "RCPT":
                    var address = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    var refusal = Refuse(address);
                    if (refusal is null)
                    {
                        recipients.Add(address);
                    }

                    await answer(refusal ?? "250 ok");
                    break;
                case "DATA":
                    await answer("354 go on");
                    Mails.Enqueue(ReceivedMail.Read(recipients, await Data(reader, ct)));
                    if (HangUps-- > 0)
                    {
                        return;
                    }

                    recipients.Clear();
                    await answer("250 taken");
                    break;
                case "QUIT":
                    await answer("221 bye");
                    return;
                default:
                    await answer("250 ok");
                    break;
            }
        }
    }

    private static async Task<string> Data(StreamReader reader, CancellationToken ct)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(ct) is { } line && line != ".")
        {
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }
}
