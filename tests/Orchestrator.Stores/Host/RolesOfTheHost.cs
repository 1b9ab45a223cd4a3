using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Orchestrator.Host;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Roles;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>One executable with roles: each answers its own endpoints, and what belongs to everybody.</summary>
public sealed class RolesOfTheHost
{
    [Theory]
    [InlineData(HostRole.All, true, true)]
    [InlineData(HostRole.Office, true, false)]
    [InlineData(HostRole.Submission, false, true)]
    public async Task A_role_answers_its_services_endpoints_and_no_others(HostRole role, bool office, bool submission)
    {
        await using var host = await RunningHost.Start(role: role);
        using var head = await host.SignedIn(await host.CreatePerson("head", ["ZB"], "ZB"));

        (await head.Get("tasks")).ShouldAnswer(200);
        (await head.Get("campaigns")).Status.ShouldBe(office ? 200 : 404);
        (await head.Get("cases/none/versions")).Code.ShouldBe(submission ? "case.unknown" : "not-found");
        using var http = new HttpClient { BaseAddress = host.Address };
        (await http.GetAsync("/health/ready")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task An_authority_asks_the_office_who_somebody_is_and_decides_itself_what_he_may_do()
    {
        await using var office = await RunningHost.Start(role: HostRole.Office);
        await using var finance = await RunningHost.Start(role: HostRole.Finance, office: $"http://127.0.0.1:1;{office.Address}");
        using var keeper = await office.SignedIn(await office.CreatePerson("keeper", ["SA"]));
        using var clerk = await office.SignedIn(await office.CreatePerson("clerk", ["BM-JB"], "D1"));
        using var stranger = office.NewVisitor();
        // Cookies go by host name, not by port: what the office gave is sent to the authority as well.
        using var atFinance = At(finance, keeper);
        using var clerkAtFinance = At(finance, clerk);
        using var strangerAtFinance = At(finance, stranger);

        (await atFinance.Get("incidents")).ShouldAnswer(200);
        (await clerkAtFinance.Get("incidents")).ShouldAnswer(403, "forbidden");
        (await strangerAtFinance.Get("incidents")).ShouldAnswer(401, "sign-in-required");
        (await atFinance.Get("accounts")).ShouldAnswer(404);
        (await atFinance.Post("incidents/none/retry", new { commandId = "c1" })).ShouldAnswer(404);
        atFinance.Token = "forged";
        (await atFinance.Post("incidents/none/retry", new { commandId = "c2" })).ShouldAnswer(400, "csrf");

        (await keeper.Delete("session")).ShouldAnswer(200);
        (await atFinance.Get("incidents")).ShouldAnswer(401);
        (await clerkAtFinance.Get("system")).ShouldAnswer(403);
        await office.Application.StopAsync();
        (await clerkAtFinance.Get("incidents")).ShouldAnswer(503, "office-away");
    }

    [Fact]
    public async Task The_door_gives_every_path_to_a_service_that_answers_it()
    {
        var everything = await Endpoints(HostRole.All);
        var own = new Dictionary<HostRole, HashSet<string>>();
        foreach (var role in Orchestrator.Host.Roles.HostRoles.Services)
        {
            own[role] = [.. await Endpoints(role)];
        }

        everything.Count.ShouldBeGreaterThan(100);
        var astray = everything.Select(endpoint => (endpoint, Role: RoleOf(endpoint.Split(' ')[1]))).Where(pair => !own[pair.Role].Contains(pair.endpoint));
        astray.ShouldBeEmpty();
    }

    private static Visitor At(RunningHost host, Visitor visitor)
    {
        var there = host.NewVisitor();
        foreach (Cookie cookie in visitor.Cookies.GetAllCookies())
        {
            there.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", "127.0.0.1"));
        }

        there.Token = visitor.Token;
        return there;
    }

    private static HostRole RoleOf(string path)
    {
        // A literal path of the shape: the parameters are words.
        var asked = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "x" : part));
        return Orchestrator.Host.Roles.HostRoles.Services.FirstOrDefault(
            role => DoorRoutes.Of(role).Any(pattern => new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(asked, [])), HostRole.Office);
    }

    private static async Task<HashSet<string>> Endpoints(HostRole role)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-role-");
        await using var app = HostApplication.Build(new Serve(role, false, folder.FullName, null, "http://127.0.0.1:0"));
        var found = AccessGate.ApiEndpoints(app)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}") ?? []).ToHashSet();
        folder.Delete(recursive: true);
        return found;
    }
}
