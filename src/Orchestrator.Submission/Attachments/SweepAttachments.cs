using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Submission.Attachments;

/// <summary>Deletes files that no row knows: uploads that a crash or a refusal cut off between the disk and the database.
/// Works by the machine's own clock, because the age of a file does.</summary>
public sealed class SweepAttachments(IServiceScopeFactory scopes, AttachmentFiles files, ILogger<SweepAttachments> log) : BackgroundService
{
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);
    private static readonly TimeSpan Period = TimeSpan.FromHours(6);

    /// <returns>How many files were deleted.</returns>
    public async Task<int> Sweep(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SubmissionDb>();
        var deleted = 0;
        foreach (var names in files.OlderThan(Grace, now).Chunk(200))
        {
            var known = await db.Attachments.Where(file => names.Contains(file.StoredAs)).Select(file => file.StoredAs).ToListAsync(ct);
            foreach (var orphan in names.Except(known))
            {
                files.Delete(orphan);
                deleted++;
            }
        }

        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await Next(timer, stoppingToken))
        {
            try
            {
                if (await Sweep(TimeProvider.System.GetUtcNow(), stoppingToken) is var deleted and > 0)
                {
                    log.LogInformation("Deleted {Count} attachment files that belong to nothing", deleted);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Sweeping attachment files failed; next try in {Period}", Period);
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
