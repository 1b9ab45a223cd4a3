using System.Diagnostics;

namespace Orchestrator.Stores.Topology;

/// <summary>Runs a script to its end.</summary>
internal static class Shell
{
    /// <returns>What it printed.</returns>
    public static async Task<string> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var wrong = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text.Trim() : throw new InvalidOperationException($"bash {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}{await wrong}");
    }
}
