using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>Who may call what: <c>permissions.csv</c> beside this file is the whole table, and the host keeps to it. Who may is
/// decided before any store is asked: one store is enough.</summary>
public sealed class Permissions
{
    private const string Anybody = "anybody";
    private const string SignedIn = "signed in";

    [Fact]
    public async Task The_table_lists_every_endpoint_as_it_is_declared()
    {
        await using var host = await RunningHost.Start();

        var declared = Declared(host);

        // To take over a wanted change: ORCHESTRATOR_WRITE_PERMISSIONS=1, then read the difference before committing it.
        if (Environment.GetEnvironmentVariable("ORCHESTRATOR_WRITE_PERMISSIONS") == "1")
        {
            await File.WriteAllLinesAsync(TablePath(), declared.Prepend("method,path,roles"));
        }

        (await File.ReadAllLinesAsync(TablePath())).Skip(1).ShouldBe(declared);
    }

    [Fact]
    public async Task Every_role_reaches_what_the_table_allows_and_nothing_else()
    {
        await using var host = await RunningHost.Start();
        var table = (await File.ReadAllLinesAsync(TablePath())).Skip(1).Select(Row.Read).ToArray();
        table.Length.ShouldBeGreaterThan(30);
        var wrong = new List<string>();
        foreach (var role in RoleCatalog.Names.Keys)
        {
            using var visitor = await host.SignedIn(await host.CreatePerson("p-" + role, [role]));
            foreach (var row in table)
            {
                var (status, code) = await Call(visitor, row);
                var refused = status == 403 && code == "forbidden";
                if (refused == row.Admits(role) || status >= 500)
                {
                    wrong.Add($"{role} {row.Method} {row.Path}: {status} {code}");
                }

                if (row.Path.StartsWith("/api/v1/session", StringComparison.Ordinal))
                {
                    await visitor.Open();
                    await visitor.SignIn("p-" + role, RunningHost.PersonPassword);
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_reaches_only_what_anybody_may()
    {
        await using var host = await RunningHost.Start();
        using var visitor = host.NewVisitor();
        var wrong = new List<string>();
        foreach (var row in (await File.ReadAllLinesAsync(TablePath())).Skip(1).Select(Row.Read))
        {
            await visitor.Open();
            var (status, code) = await Call(visitor, row);
            if ((status == 401 && code == "sign-in-required") == (row.Roles == Anybody))
            {
                wrong.Add($"{row.Method} {row.Path}: {status} {code}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static string[] Declared(RunningHost host) =>
    [
        .. AccessGate.ApiEndpoints(host.Application)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => new Row(
                m, "/" + e.RoutePattern.RawText!.Trim('/'),
                e.Metadata.GetMetadata<AllowedRoles>() is { } allowed
                    ? allowed.Roles.Count == 0 ? SignedIn : string.Join(' ', allowed.Roles.Order(StringComparer.Ordinal))
                    : e.Metadata.GetMetadata<IAllowAnonymous>() is null ? "undeclared" : Anybody)))
            .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal).Select(r => r.ToString()),
    ];

    // Ids that exist nowhere and an empty body: whoever passes the gate is told so, and nothing changes.
    private static async Task<(int Status, string? Code)> Call(Visitor visitor, Row row)
    {
        var path = string.Join('/', row.Path.Split('/').Select(p => !p.StartsWith('{') ? p : p.Contains(":int", StringComparison.Ordinal) || p.Contains(":long", StringComparison.Ordinal) ? "999999" : "none"));
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), path);
        if (row.Method != "GET")
        {
            request.Headers.Add("X-CSRF-TOKEN", visitor.Token);
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        }

        using var response = await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()
            : null;
        return ((int)response.StatusCode, problem);
    }

    private static string TablePath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "permissions.csv");

    private sealed record Row(string Method, string Path, string Roles)
    {
        public static Row Read(string line)
        {
            var cells = line.Split(',');
            return new(cells[0], cells[1], cells[2]);
        }

        public bool Admits(string role) => Roles is Anybody or SignedIn || Roles.Split(' ').Contains(role);

        public override string ToString() => $"{Method},{Path},{Roles}";
    }
}
