using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Printing;

/// <summary>
/// Makes PDFs with a browser of its own for each: an empty profile, no session, no network, a limited time. The page comes to
/// it as a file that needs nothing else. Thread-safe.
/// </summary>
public sealed class ChromiumPrinter(PrintSettings settings, ILogger<ChromiumPrinter> log) : IDisposable
{
    private readonly SemaphoreSlim _places = new(settings.AtOnce);

    /// <summary>Whether there is a browser.</summary>
    public bool Works => settings.Chromium is not null;

    /// <param name="html">A page in itself.</param>
    /// <returns>The PDF; or a refusal (409): <c>print.no-browser</c>, <c>print.busy</c>, <c>print.failed</c>.</returns>
    public async Task<Outcome<byte[]>> Print(string html, CancellationToken ct)
    {
        if (settings.Chromium is not { } program)
        {
            return Refusal.Conflict("print.no-browser", "服务器上没有可用的浏览器，不能生成 PDF。请用“打印”打开页面，再另存为 PDF。");
        }

        if (!await _places.WaitAsync(settings.Limit, ct))
        {
            return Refusal.Conflict("print.busy", "正在生成的 PDF 较多，请稍后再试。");
        }

        var folder = Directory.CreateTempSubdirectory("orchestrator-print-");
        try
        {
            return await Print(program, html, folder.FullName, ct);
        }
        finally
        {
            _places.Release();
            Remove(folder);
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Outcome<byte[]>> Print(string program, string html, string folder, CancellationToken ct)
    {
        var (page, pdf) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
        await File.WriteAllTextAsync(page, html, ct);
        using var process = Process.Start(Command(program, page, pdf, folder)) ?? throw new InvalidOperationException($"{program} did not start.");
        var said = Task.WhenAll(process.StandardError.ReadToEndAsync(CancellationToken.None), process.StandardOutput.ReadToEndAsync(CancellationToken.None));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(settings.Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            log.LogWarning("A PDF took longer than {Limit}; the browser was ended", settings.Limit);
            return Refusal.Conflict("print.failed", $"生成 PDF 超过{settings.Limit.TotalSeconds:0}秒，已停止。请稍后再试，或用“打印”打开页面，再另存为 PDF。");
        }

        if (process.ExitCode == 0 && File.Exists(pdf))
        {
            return await File.ReadAllBytesAsync(pdf, ct);
        }

        log.LogError("The browser {Program} made no PDF (exit code {Code}): {Said}", program, process.ExitCode, string.Join('\n', await said));
        return Refusal.Conflict("print.failed", "服务器上的浏览器没有生成 PDF。请用“打印”打开页面，再另存为 PDF，并告诉系统管理员。");
    }

    private static ProcessStartInfo Command(string program, string page, string pdf, string folder)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-breakpad",
            "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri,
        ];
        // A browser refuses to run as root with its sandbox; everywhere else the sandbox stays.
        foreach (var argument in Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? arguments.Prepend("--no-sandbox") : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What the browser writes beside its profile goes away with the folder; what the host was given stays the host's.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    private void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException left)
        {
            log.LogWarning(left, "The folder {Folder} of a PDF could not be removed", folder.FullName);
        }
    }
}
