namespace Orchestrator.Host.Edge;

/// <summary>
/// A process that was told to stop first says for a while that it is not ready and goes on answering, so that whoever
/// shares out requests sends it no more. Configuration <c>Shutdown:QuietSeconds</c>: as long as two or three looks of the
/// door at it; 0, the default, where nobody shares out.
/// </summary>
public sealed class QuietStop(IConfiguration configuration) : IHostedLifecycleService
{
    private readonly TimeSpan _quiet = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Shutdown:QuietSeconds", 0), 0, 20));
    private volatile bool _stopping;

    public bool Stopping => _stopping;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        return Task.Delay(_quiet, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
