import type { Module } from '../kernel/operation.ts'
import { roleDefinitions } from './built-in.ts'
import { changePassword } from './change-password.ts'
import { createToken, listSessions, listTokens, revokeSession, revokeToken } from './credentials.ts'
import { saveRole } from './edit-role.ts'
import { createUser, deactivateUser, editUser, reactivateUser, setPassword } from './edit-user.ts'
import { followRoles } from './follow-roles.ts'
import { me, savePreferences } from './me.ts'
import {
  activeHolders,
  installationFacts,
  knownPermits,
  newCredential,
  ownSession,
  passwordCheck,
  passwordVerifier,
  sessionsOf,
  tokensOf,
  userCount,
  rolesSavedByPeople,
  deviceUser,
} from './questions.ts'
import { userRows } from './reads.ts'
import { setUp } from './set-up.ts'
import { demoPeople, signInAs } from './sign-in-as.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { getUser, listRoles, listUsers } from './user-list.ts'
import { passwords, roles, sessions, tokens, users } from './user.ts'

export const peopleModule = {
  name: 'people',
  needs: [],
  records: [users, roles, roleDefinitions, passwords, sessions, tokens],
  questions: [
    passwordCheck,
    passwordVerifier,
    newCredential,
    ownSession,
    installationFacts,
    knownPermits,
    activeHolders,
    userCount,
    sessionsOf,
    tokensOf,
    rolesSavedByPeople,
    deviceUser,
  ],
  views: [userRows],
  operations: [
    setUp,
    signIn,
    signInAs,
    demoPeople,
    signOut,
    me,
    savePreferences,
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
    listTokens,
    createToken,
    revokeToken,
    listSessions,
    revokeSession,
  ],
  permits: ['people.read', 'people.write'],
  events: [
    'people.signedIn',
    'people.signedOut',
    'people.userCreated',
    'people.userChanged',
    'people.userDeactivated',
    'people.passwordSet',
    'people.roleSaved',
    'people.roleFollowed',
    'people.tokenCreated',
    'people.tokenRevoked',
    'people.sessionRevoked',
  ],
  says: ['people.notSignedIn'],
} as const satisfies Module
