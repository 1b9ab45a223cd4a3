using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Stores.Topology;

/// <summary>A container of ours as a local process: the same program, arguments and environment.</summary>
internal sealed class ComposedProcess(string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string folder, Uri address) : IAsyncDisposable
{
    private readonly StringBuilder _log = new();
    private Process? _process;

    public string Name => name;

    public Uri Address => address;

    /// <summary>How often it was ended without being told.</summary>
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

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Orchestrator.Host.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var end = DateTimeOffset.UtcNow.AddMinutes(2); !await Answers(http); await Task.Delay(100))
        {
            if (_process!.HasExited || DateTimeOffset.UtcNow > end)
            {
                throw new InvalidOperationException($"{Name} {(_process.HasExited ? $"ended with {_process.ExitCode}" : "is not ready")}:\n{Log}");
            }
        }
    }

    /// <summary>kill -9</summary>
    public async Task Kill()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
            Kills++;
        }
    }

    /// <summary>As a container is stopped: told, and given time. Answers its exit code.</summary>
    public async Task<int> Stop()
    {
        await Shell.Run(new Dictionary<string, string>(), "-c", $"kill -TERM {_process!.Id}");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
    }

    private static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
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
