using Orchestrator.Host.Demo.Clock;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo;

/// <summary>Everything that <c>--demo</c> adds: a fictional city, its clock and its history.</summary>
public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Demo").Get<DemoSettings>() ?? new DemoSettings());
        services.AddSingleton(new DemoClock(TimeProvider.System, DemoSettings.Beginning));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DemoClock>());
        services.AddServiceDb<DemoDb>();
        services.AddSingleton<DemoTime>();
        services.AddSingleton<DemoProgress>();
        services.AddSingleton<SeedCity>();
        services.AddSingleton<DirectDesk>();
        services.AddSingleton<PlayMatters>();
        services.AddSingleton<DemoBooks>();
        services.AddSingleton<PlayTransfers>();
        services.AddSingleton(provider => new CityProfile(DemoCity.Name, () => provider.GetRequiredService<DemoProgress>().State));
        services.AddHostedService<SeedDemo>();
        return services;
    }
}
