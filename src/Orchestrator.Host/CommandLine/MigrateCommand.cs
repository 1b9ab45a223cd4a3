using Orchestrator.Runtime;

namespace Orchestrator.Host.CommandLine;

internal static class MigrateCommand
{
    public static async Task<int> Run(Migrate migrate, TextWriter output)
    {
        await using var app = HostApplication.Build(new Serve(migrate.Role, Demo: false, migrate.Data, migrate.Database, Arguments.DefaultUrls));
        var scripts = await app.Services.GetRequiredService<Migrator>().Migrate();
        foreach (var script in scripts)
        {
            await output.WriteLineAsync(script);
        }

        await output.WriteLineAsync(scripts.Count == 0 ? "数据库已是最新。" : $"已执行 {scripts.Count} 个脚本。");
        return 0;
    }
}
