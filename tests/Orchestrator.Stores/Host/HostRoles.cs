using Orchestrator.Host.CommandLine;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>One executable with roles: each answers its own endpoints, and what belongs to everybody.</summary>
public sealed class HostRoles
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
}
