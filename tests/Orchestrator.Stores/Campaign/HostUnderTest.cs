using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Stores.Campaign;

/// <summary>The real host as a process, with the fictional city, a clock that stands still, and a way to end it as a power
/// failure would.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("orchestrator-killed-").FullName;
    private readonly string? _database;
    private readonly StringBuilder _log = new();
    private readonly SemaphoreSlim _starting = new(1);
    private Process? _process;
    private Process? _killed;

    /// <param name="database">Null for an SQLite file.</param>
    public HostUnderTest(string? database)
    {
        _database = database;
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public Uri Address { get; }

    public int Kills { get; private set; }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts the host unless it answers, and waits until it is ready.</summary>
    public async Task BeUp()
    {
        await _starting.WaitAsync();
        try
        {
            await Start();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>kill -9</summary>
    public void Kill()
    {
        if (_process is { HasExited: false } running)
        {
            _killed = running;
            running.Kill();
            running.WaitForExit();
            Kills++;
        }
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _process?.Dispose();
        _starting.Dispose();
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task Start()
    {
        // A killed process refuses connections before it counts as ended.
        while (_process is { HasExited: false })
        {
            if (await Answers())
            {
                return;
            }

            await Task.Delay(20);
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Orchestrator.Host.dll"), "--demo", "--data", _data, "--urls", Address.ToString(), .. _database is null ? [] : new[] { "--database", _database }])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Demo__History"] = "false";
        start.Environment["Demo__Running"] = "false";
        start.Environment["Identity__HashRounds"] = "1000";
        start.Environment["Identity__SignInsPerMinute"] = "100000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Ready(_process);
    }

    private async Task Ready(Process process)
    {
        for (var attempt = 0; !process.HasExited && attempt < 1200; attempt++)
        {
            if (await Answers())
            {
                return;
            }

            await Task.Delay(50);
        }

        // Killed while it came up: whoever waits for it asks again.
        if (ReferenceEquals(_killed, process))
        {
            return;
        }

        throw new InvalidOperationException($"The host did not come up:\n{Log}");
    }

    // The city is there when the demonstration says so.
    private async Task<bool> Answers()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return (await client.GetStringAsync(new Uri("/api/v1/session", UriKind.Relative))).Contains("\"progress\":1,", StringComparison.Ordinal);
        }
        catch (Exception notYet) when (notYet is HttpRequestException or IOException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }
}
