using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Browser;

/// <summary>The real host as a process of its own, on a free loopback port and a data directory that goes with it.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("orchestrator-browser-").FullName;
    private readonly string[] _arguments;
    private readonly StringBuilder _log = new();
    private Process? _process;

    public HostProcess(params string[] arguments)
    {
        _arguments = arguments;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Data => _data;

    /// <summary>Settings of the host beside its command line.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>What the host has printed so far, for the message of a failing test.</summary>
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

    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Orchestrator.Host.dll"));
        foreach (var argument in (string[])[.. _arguments, "--data", _data, "--urls", Address.ToString()])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Ready();
    }

    /// <summary>Ends the process as a power failure would.</summary>
    public async Task Kill()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Starts the host when it is not running.</summary>
    public Task BeUp() => _process is { HasExited: false } ? Task.CompletedTask : Start();

    public async Task Restart()
    {
        await Kill();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task Ready()
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The host ended with {_process.ExitCode}:\n{Log}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"The host was not ready within a minute:\n{Log}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
