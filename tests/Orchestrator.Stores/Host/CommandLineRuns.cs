using System.Diagnostics;
using System.Text.Json;
using Orchestrator.Host.Definitions;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>The program as a process: exit codes and what it prints.</summary>
public sealed class CommandLineRuns
{
    private static readonly string Flow = Path.Combine(ShippedDefinitions.Folder, "reviews", "two-up-two-down.json");

    [Fact]
    public async Task Help_and_version_are_printed()
    {
        (await Run("--help")).ShouldBe(0, "--demo");
        (await Run("--version")).ShouldBe(0, "1.");
    }

    [Fact]
    public async Task A_wrong_argument_ends_with_two_and_a_reason()
    {
        var run = await Run("--port", "80");

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("--port");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_good_definition_passes() => (await Run("validate", Flow)).ShouldBe(0, "没有问题");

    [Fact]
    public async Task Each_problem_of_a_definition_is_one_line_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var unknown = folder.Write("unknown.json", """{"definitionId":"a","root":{"type":"Elsa.Nope","id":"x"}}""");
        var broken = folder.Write("broken.json", "{");

        var run = await Run("validate", unknown, broken, Path.Combine(folder.Path, "missing.json"));

        run.Code.ShouldBe(1);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain(l => l.StartsWith(unknown + ":$.root", StringComparison.Ordinal) && l.Contains("Elsa.Nope"));
        lines.ShouldContain(l => l.StartsWith(broken + ":", StringComparison.Ordinal));
        run.Errors.ShouldContain("missing.json");
    }

    [Fact]
    public async Task A_trial_plays_a_definition_and_says_what_it_waits_for()
    {
        using var folder = new TemporaryFolder();
        var flow = folder.Write("flow.json", System.Text.Encoding.UTF8.GetString(Runtime.Flows.Document("test.trial", Runtime.Flows.Task("First"), Runtime.Flows.Task("Second"))));
        var script = folder.Write("script.json", """[{"resume":"First","outcome":"Done","input":{"comment":"同意"}}]""");

        var run = await Run("try", flow, "--script", script, "--now", "2020-08-10T09:00:00+08:00", "--json");

        run.Code.ShouldBe(0, run.Errors);
        var result = JsonDocument.Parse(run.Output).RootElement;
        result.GetProperty("status").GetString().ShouldBe("Suspended");
        result.GetProperty("waiting")[0].GetProperty("activityId").GetString().ShouldBe("Second");
    }

    [Fact]
    public async Task A_trial_of_a_refused_definition_names_the_problems_in_json_too()
    {
        using var folder = new TemporaryFolder();
        var flow = folder.Write(
            "flow.json", """{"definitionId":"test.refused","version":1,"root":{"id":"call","type":"Elsa.HttpEndpoint","version":1}}""");

        var run = await Run("try", flow, "--json");

        run.Code.ShouldBe(1);
        var problem = JsonDocument.Parse(run.Output).RootElement.GetProperty("definitionProblems")[0];
        problem.GetProperty("path").GetString().ShouldStartWith("$.root");
        problem.GetProperty("messageZh").GetString()!.ShouldContain("Elsa.HttpEndpoint");
        run.Errors.ShouldContain(flow + ":$.root");
    }

    [Fact]
    public async Task A_trial_whose_script_meets_nothing_ends_with_one()
    {
        using var folder = new TemporaryFolder();
        var flow = folder.Write("flow.json", System.Text.Encoding.UTF8.GetString(Runtime.Flows.Document("test.trial", Runtime.Flows.Task("First"))));
        var script = folder.Write("script.json", """[{"resume":"Nowhere"}]""");

        var run = await Run("try", flow, "--script", script);

        run.Code.ShouldBe(1);
        run.Errors.ShouldContain("Nowhere");
        run.Output.ShouldContain("First");
    }

    [Fact]
    public async Task A_trial_with_an_input_that_is_no_json_ends_with_two()
    {
        var run = await Run("try", Flow, "--input", "case=文本");

        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("case");
    }

    [Fact]
    public async Task Migrating_twice_changes_nothing_the_second_time()
    {
        using var folder = new TemporaryFolder();

        (await Run("migrate", "--data", folder.Path)).ShouldBe(0, "001_identity");
        (await Run("migrate", "--data", folder.Path)).ShouldBe(0, "已是最新");
    }

    [Fact]
    public async Task An_unreachable_database_ends_with_three()
    {
        var run = await Run("migrate", "--database", "Host=127.0.0.1;Port=1;Username=x;Password=y;Database=z;Timeout=2");

        run.Code.ShouldBe(3);
        run.Errors.Trim().ShouldNotBeEmpty();
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_served_host_answers_and_stops_on_request()
    {
        using var folder = new TemporaryFolder();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        using var process = Start(["--data", folder.Path, "--urls", address]);
        try
        {
            // Both streams are read all the time: a full pipe would stop the host.
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using var http = new HttpClient();
            for (var attempt = 0; attempt < 600 && !process.HasExited && !await Answers(http, address); attempt++)
            {
                await Task.Delay(100);
            }

            (await http.GetStringAsync(address + "/health/live")).ShouldBe("alive");
            JsonDocument.Parse(await http.GetStringAsync(address + "/health/ready")).RootElement.GetProperty("status").GetString().ShouldBe("ready");

            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(0);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<bool> Answers(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync(address + "/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    internal static Process Start(string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Orchestrator.Host.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment.Remove("ORCHESTRATOR_DATABASE");
        return Process.Start(start)!;
    }

    private static async Task<Finished> Run(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    private sealed record Finished(int Code, string Output, string Errors)
    {
        public void ShouldBe(int code, string text)
        {
            Code.ShouldBe(code, Output + Errors);
            Output.ShouldContain(text);
        }
    }
}
