using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Host.Identity;

/// <summary>Keeps the cookie keys in the database, shared by every copy of the host.</summary>
public sealed class KeyRing(IServiceScopeFactory scopes, IdentityClock clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<IdentityDb>().ProtectionKeys.AsNoTracking().Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var xml = element.ToString(SaveOptions.DisableFormatting);
        var (id, now) = (friendlyName, clock.Now.UtcTicks);
        db.Database.ExecuteSql($"insert into id_keys (id, xml, created_at) values ({id}, {xml}, {now})");
    }
}
