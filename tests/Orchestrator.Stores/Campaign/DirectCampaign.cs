using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Host;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Roles;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Clock;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Office;
using Orchestrator.Office.Campaigns;
using Orchestrator.Runtime;
using Orchestrator.Submission;

namespace Orchestrator.Stores.Campaign;

/// <summary>The fictional city on an SQLite file, its clock standing still; nobody has started a campaign yet.</summary>
internal sealed class DirectCampaign : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _app;

    private DirectCampaign(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
    }

    public IServiceProvider Services => _app.Services;

    public DirectDesk Desk => Services.GetRequiredService<DirectDesk>();

    public static async Task<DirectCampaign> Open()
    {
        Environment.SetEnvironmentVariable("Demo__History", "false");
        Environment.SetEnvironmentVariable("Demo__Running", "false");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
        var folder = Directory.CreateTempSubdirectory("orchestrator-campaign-").FullName;
        var app = HostApplication.Build(new Serve(HostRole.All, Demo: true, folder, null, "http://127.0.0.1:0"));
        await HostApplication.Prepare(app);
        // Without the background: everything happens when the script says so.
        await app.Services.GetRequiredService<SeedCity>().Build(CancellationToken.None);
        return new DirectCampaign(app, folder);
    }

    public PlayCampaign Player() =>
        new(Desk, Timetables.AsPlanned(DemoOutcomes.Plan), new CampaignScript(DemoOutcomes.Plan));

    public async Task<CampaignBoard> Board()
    {
        await using var scope = Services.CreateAsyncScope();
        return (await CampaignQueries.Board(
            scope.ServiceProvider.GetRequiredService<OfficeDb>(), DirectDesk.CampaignId, DemoCity.Person("ZB", "ZB").Actor(), CancellationToken.None))!;
    }

    public async Task<T> Read<T>(Func<IServiceProvider, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
