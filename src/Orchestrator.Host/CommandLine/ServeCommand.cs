namespace Orchestrator.Host.CommandLine;

internal static class ServeCommand
{
    public static async Task<int> Run(Serve serve)
    {
        await using var app = HostApplication.Build(serve);
        await HostApplication.Prepare(app);
        await app.RunAsync();
        return 0;
    }
}
