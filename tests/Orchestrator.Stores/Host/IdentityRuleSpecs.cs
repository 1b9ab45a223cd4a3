using Orchestrator.Host.Identity;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

public sealed class IdentityRuleSpecs
{
    [Theory]
    [InlineData("SA", "AU")]
    [InlineData("SE", "AU")]
    [InlineData("SA", "SE")]
    [InlineData("SA", "BM-JB")]
    [InlineData("AU", "LD")]
    [InlineData("SE", "ZB")]
    public void X_01_the_three_administrators_hold_no_other_office(string one, string other)
    {
        RoleCatalog.Conflict([one, other]).ShouldNotBeNull().ShouldContain("X-01");
        RoleCatalog.Conflict([other, one]).ShouldNotBeNull();
    }

    [Fact]
    public void Every_role_may_be_held_alone_and_business_roles_together()
    {
        foreach (var role in RoleCatalog.Names.Keys)
        {
            RoleCatalog.Conflict([role]).ShouldBeNull();
        }

        RoleCatalog.Conflict([.. RoleCatalog.Names.Keys.Where(r => !RoleCatalog.Administrators.Contains(r))]).ShouldBeNull();
    }

    [Theory]
    [InlineData("Short-1a", "至少 10 位")]
    [InlineData("alllowercase1", "至少 3 类")]
    [InlineData("1234567890123", "至少 3 类")]
    [InlineData("Zhangsan-2020", "不得包含用户名")]
    [InlineData("xxZHANGSAN_1xx", "不得包含用户名")]
    [InlineData("Aa1Aa1Aa1Aa1", "重复组成")]
    public void A_weak_password_is_refused_with_the_reason(string password, string reason) =>
        new PasswordRules().Check(password, "zhangsan").ShouldContain(r => r.Contains(reason));

    [Theory]
    [InlineData("Correct-Horse-7")]
    [InlineData("澄湖Water2020x")] // characters outside ASCII count as symbols
    public void A_strong_password_is_accepted(string password) => new PasswordRules().Check(password, "zhangsan").ShouldBeEmpty();

    [Fact]
    public void A_very_long_password_is_refused() =>
        new PasswordRules().Check(new string('a', 60) + new string('B', 60) + "1234567890", "x").ShouldContain(r => r.Contains("最多 128 位"));

    [Fact]
    public void A_password_ages_only_where_an_age_is_set()
    {
        var changed = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        new PasswordRules(MaxAge: TimeSpan.FromDays(90)).Expired(changed, changed.AddDays(90)).ShouldBeFalse();
        new PasswordRules(MaxAge: TimeSpan.FromDays(90)).Expired(changed, changed.AddDays(90).AddSeconds(1)).ShouldBeTrue();
        new PasswordRules().Expired(changed, changed.AddYears(50)).ShouldBeFalse();
    }
}
