using System.Text.Json;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>What supervisors, scrapers and browsers find besides the API.</summary>
public abstract class Supervision(StoreKind kind)
{
    [Fact]
    public async Task A_started_host_is_alive_and_ready()
    {
        await using var host = await RunningHost.Start(kind);
        using var http = new HttpClient { BaseAddress = host.Address };

        (await http.GetStringAsync("/health/live")).ShouldBe("alive");
        var ready = JsonDocument.Parse(await http.GetStringAsync("/health/ready")).RootElement;
        ready.GetProperty("status").GetString().ShouldBe("ready");
        ready.GetProperty("checks").EnumerateObject().Select(c => c.Name).ShouldBe(["database", "schema", "timers", "messages", "work"], ignoreOrder: true);
    }

    [Fact]
    public async Task Metrics_are_prometheus_text()
    {
        await using var host = await RunningHost.Start(kind);
        using var http = new HttpClient { BaseAddress = host.Address };
        await http.GetStringAsync("/health/live");
        await http.GetStringAsync("/health/live");

        var text = await http.GetStringAsync("/metrics");

        text.ShouldContain("# TYPE http_server_request_duration_seconds histogram");
        text.ShouldContain("http_server_request_duration_seconds_bucket{");
        text.ShouldContain("le=\"+Inf\"");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#'))
        {
            line.ShouldMatch("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*\})? [-+0-9.eEInfNa]+$""");
        }
    }

    [Fact]
    public async Task Every_page_address_leads_to_the_client_and_unknown_files_do_not()
    {
        await using var host = await RunningHost.Start(kind);
        using var http = new HttpClient { BaseAddress = host.Address };

        (await http.GetAsync("/cases/c-1?tab=opinions")).IsSuccessStatusCode.ShouldBeTrue();
        ((int)(await http.GetAsync("/assets/none.js")).StatusCode).ShouldBe(404);
        using var escaping = await http.GetAsync("/..%2f..%2fetc/passwd");
        (await escaping.Content.ReadAsStringAsync()).ShouldNotContain("root:");
    }
}

public sealed class SupervisionOnSqlite() : Supervision(StoreKind.Sqlite);

public sealed class SupervisionOnPostgres() : Supervision(StoreKind.Postgres);
