using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Host.Edge;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>The OpenAPI document is what the client's types are made of: complete, stable, no dangling reference.</summary>
public sealed class Description : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private RunningHost _host = null!;
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(demo: true, settings: [new("Demo:History", "false")]);
        using var http = new HttpClient { BaseAddress = _host.Address };
        _document = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json")).RootElement;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_document_checked_in_beside_the_client_is_the_one_that_is_served()
    {
        var served = JsonSerializer.Serialize(_document, Readable);

        // To take over a wanted change: ORCHESTRATOR_WRITE_DESCRIPTION=1, then npm run types in src/web.
        if (Environment.GetEnvironmentVariable("ORCHESTRATOR_WRITE_DESCRIPTION") == "1")
        {
            await File.WriteAllTextAsync(CheckedIn(), served + "\n");
        }

        (await File.ReadAllTextAsync(CheckedIn())).TrimEnd('\n').ShouldBe(served);
    }

    [Fact]
    public void Every_endpoint_is_described()
    {
        var described = Operations().Select(o => $"{o.Method.ToUpperInvariant()} {o.Path}").ToHashSet();
        var mapped = AccessGate.ApiEndpoints(_host.Application)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Plain(e.RoutePattern)}"));

        mapped.Where(m => !described.Contains(m)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own()
    {
        var names = Operations().Select(o => o.Value.TryGetProperty("operationId", out var id) ? id.GetString() : $"none: {o.Path}").ToArray();

        names.ShouldBeUnique();
        names.ShouldAllBe(n => n != null && !n.StartsWith("none"));
    }

    [Fact]
    public void Every_operation_says_what_it_answers_when_it_succeeds_and_when_it_refuses()
    {
        foreach (var (method, path, operation) in Operations())
        {
            var responses = operation.GetProperty("responses");
            responses.TryGetProperty("default", out _).ShouldBeTrue($"{method} {path}");
            responses.EnumerateObject().Any(r => r.Name[0] == '2').ShouldBeTrue($"{method} {path}");
        }
    }

    [Fact]
    public void The_answers_of_the_host_have_types()
    {
        var untyped = Operations()
            .Where(o => o.Path.StartsWith("/api/v1/tasks", StringComparison.Ordinal) || o.Path.StartsWith("/api/v1/session", StringComparison.Ordinal) || o.Path.StartsWith("/api/v1/accounts", StringComparison.Ordinal))
            .Where(o => !o.Value.GetProperty("responses").GetProperty("200").TryGetProperty("content", out _));

        untyped.Select(o => o.Path).ShouldBeEmpty();
        Schema("SessionDocument").GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldContain("csrf");
        Schema("ProblemDocument").GetProperty("properties").EnumerateObject().Select(p => p.Name)
            .ShouldBe(["type", "title", "status", "detail", "code", "problems", "currentRevision", "traceId"], ignoreOrder: true);
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var missing = new List<string>();
        Walk(_document, reference =>
        {
            var at = _document;
            foreach (var step in reference.TrimStart('#', '/').Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
            {
                if (!at.TryGetProperty(step, out at))
                {
                    missing.Add(reference);
                    return;
                }
            }
        });
        missing.ShouldBeEmpty();
    }

    private static string CheckedIn([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/web/generator/openapi.json"));

    private static void Walk(JsonElement element, Action<string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.NameEquals("$ref") && member.Value.ValueKind == JsonValueKind.String)
                {
                    found(member.Value.GetString()!);
                }

                Walk(member.Value, found);
            }
        }
    }

    private static string Plain(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p =>
            p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter ? $"{{{parameter.Name}}}" : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)p).Content))));

    private JsonElement Schema(string name) => _document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private IEnumerable<(string Method, string Path, JsonElement Value)> Operations() => _document.GetProperty("paths").EnumerateObject()
        .SelectMany(p => p.Value.EnumerateObject().Where(o => o.Name is "get" or "post" or "put" or "delete" or "patch").Select(o => (o.Name, p.Name, o.Value)));
}
