using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Stores.Campaign;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Submission;

/// <summary>A host with a campaign of one document just started: eight drafts to be written.</summary>
public sealed class SubmissionHost : IAsyncLifetime
{
    private readonly HostUnderTest _host = new(null);
    private readonly Dictionary<string, Visitor> _visitors = [];
    private ApiDesk _desk = null!;

    internal ICampaignDesk Desk => _desk;

    internal IReadOnlyDictionary<string, string> CaseOf { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        await _host.BeUp();
        _desk = new ApiDesk(_host, "6");
        CaseOf = (await _desk.StartCampaign(DemoCity.Person("ZB", "ZB"))).ToDictionary(one => one.Unit, one => one.Id);
    }

    public async Task<Visitor> Person(string userName)
    {
        if (!_visitors.TryGetValue(userName, out var visitor))
        {
            _visitors[userName] = visitor = new Visitor(_host.Address);
            (await visitor.SignIn(userName, DemoCity.Password)).ShouldAnswer(200);
        }

        return visitor;
    }

    internal async Task<DeskTask> OpenTask(string unit, string step) =>
        (await _desk.OpenTasks()).Single(task => task.CaseId == CaseOf[unit] && task.Step == step);

    public ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }

        _desk.Dispose();
        return _host.DisposeAsync();
    }
}
