import type { Module } from '../kernel/operation.ts'
import { changedBefore } from '../kernel/duties.ts'
import { roleDefinitions } from './built-in.ts'
import { listAllSessions, revokeSessions } from './all-sessions.ts'
import { changePassword } from './change-password.ts'
import { computers, keyForgotten, keyWrapped, ownComputer } from './computer.ts'
import { admitComputer, listComputers, presentComputer, removeComputer, renewCompanyKey } from './computers.ts'
import { createToken, listSessions, listTokens, revokeSession, revokeToken } from './credentials.ts'
import { dutyReport, listDutyRules, removeDutyRule, rolesTogether, saveDutyRule } from './duties.ts'
import { dutyRules } from './duty.ts'
import { getRoleBounds, listTeams, removeTeam, saveRoleBounds, saveTeam } from './edit-bounds.ts'
import { saveRole } from './edit-role.ts'
import { createUser, deactivateUser, editUser, reactivateUser, setPassword } from './edit-user.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactor,
} from './enrol-factor.ts'
import { followRoles } from './follow-roles.ts'
import { mayDo } from './may-do.ts'
import { me, savePreferences } from './me.ts'
import { ownPins, pin, pins, unpin } from './pins.ts'
import {
  activeHolders,
  installationFacts,
  knownPermits,
  limitableOperations,
  newCredential,
  operationPermits,
  ownSession,
  passwordCheck,
  passwordVerifier,
  sessionsOf,
  tokensOf,
  userCount,
  rolesSavedByPeople,
  rowsDoneBoth,
  deviceUser,
} from './questions.ts'
import { createOwnToken, ownTokens, revokeOwnToken } from './own-tokens.ts'
import { sessionRows, userRows } from './reads.ts'
import { codeCheck, newFactorSecret, newRecoveryCodes, recoveryCodes, recoveryCodesOf, secondFactors } from './second-factor.ts'
import { roleBounds, teams } from './role-bounds.ts'
import { setUp } from './set-up.ts'
import { demoPeople, signInAs } from './sign-in-as.ts'
import { identitiesOf, outsideIdentities, provenIdentity } from './outside-identity.ts'
import { signInWith, signInWays } from './sign-in-with.ts'
import { getSignInRules, saveSignInRules, signInRules } from './sign-in-rules.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { getUser, listRoles, listUsers } from './user-list.ts'
import { passwords, roles, sessions, tokens, users } from './user.ts'

export const peopleModule = {
  name: 'people',
  needs: [],
  records: [
    users,
    roles,
    roleDefinitions,
    passwords,
    sessions,
    tokens,
    secondFactors,
    recoveryCodes,
    signInRules,
    outsideIdentities,
    roleBounds,
    teams,
    dutyRules,
    pins,
    computers,
  ],
  questions: [
    passwordCheck,
    passwordVerifier,
    newCredential,
    ownSession,
    installationFacts,
    knownPermits,
    operationPermits,
    limitableOperations,
    changedBefore,
    rowsDoneBoth,
    activeHolders,
    userCount,
    sessionsOf,
    tokensOf,
    rolesSavedByPeople,
    deviceUser,
    newFactorSecret,
    newRecoveryCodes,
    codeCheck,
    recoveryCodesOf,
    provenIdentity,
    identitiesOf,
    ownComputer,
    keyWrapped,
    keyForgotten,
  ],
  views: [userRows, sessionRows],
  operations: [
    setUp,
    signIn,
    signInAs,
    demoPeople,
    signOut,
    me,
    savePreferences,
    ownPins,
    pin,
    unpin,
    changePassword,
    listUsers,
    getUser,
    createUser,
    editUser,
    deactivateUser,
    reactivateUser,
    setPassword,
    listRoles,
    saveRole,
    followRoles,
    getRoleBounds,
    saveRoleBounds,
    mayDo,
    listTeams,
    saveTeam,
    removeTeam,
    listDutyRules,
    saveDutyRule,
    removeDutyRule,
    dutyReport,
    rolesTogether,
    listTokens,
    createToken,
    revokeToken,
    listSessions,
    revokeSession,
    listAllSessions,
    revokeSessions,
    ownTokens,
    createOwnToken,
    revokeOwnToken,
    secondFactor,
    beginSecondFactor,
    confirmSecondFactor,
    renewRecoveryCodes,
    removeSecondFactor,
    resetSecondFactor,
    getSignInRules,
    saveSignInRules,
    signInWays,
    signInWith,
    listComputers,
    presentComputer,
    admitComputer,
    removeComputer,
    renewCompanyKey,
  ],
  permits: ['people.read', 'people.write', 'people.seeMargins', 'people.seePurchasePrices', 'people.seeCostRates'],
  events: [
    'people.signedIn',
    'people.signedOut',
    'people.userCreated',
    'people.userChanged',
    'people.userDeactivated',
    'people.passwordSet',
    'people.roleSaved',
    'people.roleFollowed',
    'people.roleBoundsSaved',
    'people.teamSaved',
    'people.teamRemoved',
    'people.dutyRuleSaved',
    'people.dutyRuleRemoved',
    'people.tokenCreated',
    'people.tokenRevoked',
    'people.sessionRevoked',
    'people.secondFactorConfirmed',
    'people.secondFactorRemoved',
    'people.secondFactorReset',
    'people.recoveryCodesRenewed',
    'people.signInRulesSaved',
    'people.identityLinked',
    'people.computerAdmitted',
    'people.computerRemoved',
    'people.companyKeyRenewed',
  ],
  says: ['people.notSignedIn', 'people.secondFactorRequired'],
} as const satisfies Module
