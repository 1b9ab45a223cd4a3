using Microsoft.AspNetCore.DataProtection;
using Orchestrator.Host.Identity;
using Orchestrator.Office;
using Orchestrator.Submission;

namespace Orchestrator.Host;

/// <summary>What the first request would have to wait for, done beside the rest of the start: building the data models and
/// reading the cookie keys take longer than everything else. A failure here is the first request's to report.</summary>
internal static class WarmUp
{
    /// <summary>The framework reads the keys while every other part waits to be started; <see cref="Keys"/> does not make them wait.</summary>
    public static void LeaveKeysToWarmUp(this IServiceCollection services)
    {
        var waits = services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly).ToList();
        waits.ForEach(service => services.Remove(service));
    }

    /// <summary>Needs no database.</summary>
    public static Task Models(IServiceProvider services) => Task.Run(() =>
    {
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<IdentityDb>().Model;
        _ = scope.ServiceProvider.GetRequiredService<OfficeDb>().Model;
        _ = scope.ServiceProvider.GetRequiredService<SubmissionDb>().Model;
    });

    /// <summary>Needs the tables.</summary>
    public static Task Keys(IServiceProvider services) => Task.Run(async () =>
    {
        await services.GetRequiredService<SetupState>().IsDone(CancellationToken.None);
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([]);
    });
}
