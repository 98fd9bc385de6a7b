import { z } from '@strapi/utils';
import { defineEndpoint, IllegalTransition, NotFound, TooManyRequests } from '#kernel';
import { ApplicationOpen, ChangedMeanwhile, Forgotten, Incomplete, LevelNotAbove, LevelUnknown, NotEditable } from '../errors';
import { applicationId, applicationOut, changeApplicationBody, createApplicationBody } from './application-schemas';
import { levelOut, profileOut } from './level-schemas';

export const listLevels = defineEndpoint({
  id: 'listKycLevels',
  method: 'GET',
  path: '/kyc/levels',
  tag: 'KYC',
  summary: 'The levels that there are now, with what they ask for and what they allow',
  request: {},
  responses: { 200: z.strictObject({ data: z.array(levelOut) }) },
  errors: [],
  access: 'user',
});

export const getProfile = defineEndpoint({
  id: 'getKycProfile',
  method: 'GET',
  path: '/kyc/profile',
  tag: 'KYC',
  summary: 'Your level, your limits, and what the next level asks for',
  request: {},
  responses: { 200: z.strictObject({ data: profileOut }) },
  errors: [],
  access: 'user',
});

const params = z.object({ id: applicationId });
const application = z.strictObject({ data: applicationOut });

export const createApplication = defineEndpoint({
  id: 'createKycApplication',
  method: 'POST',
  path: '/kyc/applications',
  tag: 'KYC',
  summary: 'Begin to apply for a level',
  description: 'One at a time: withdraw the one you have, or go on with it. The answer says what the level asks for; say it with PATCH, then submit.',
  request: { body: createApplicationBody },
  responses: { 201: application },
  errors: [LevelUnknown, LevelNotAbove, ApplicationOpen, TooManyRequests],
  access: 'user',
  idempotencyKey: 'optional',
});

export const getApplication = defineEndpoint({
  id: 'getKycApplication',
  method: 'GET',
  path: '/kyc/applications/:id',
  tag: 'KYC',
  summary: 'Look at one of your applications',
  request: { params },
  responses: { 200: application },
  errors: [NotFound, Forgotten],
  access: 'user',
});

export const changeApplication = defineEndpoint({
  id: 'changeKycApplication',
  method: 'PATCH',
  path: '/kyc/applications/:id',
  tag: 'KYC',
  summary: 'Say who you are',
  description: 'What is not named stays as it is; `null` takes it away. All of it is encrypted with a key of your own before it is stored, and numbers are shown masked from then on.',
  request: { params, body: changeApplicationBody },
  responses: { 200: application },
  errors: [NotFound, NotEditable, ChangedMeanwhile, Forgotten, TooManyRequests],
  access: 'user',
});

export const submitApplication = defineEndpoint({
  id: 'submitKycApplication',
  method: 'POST',
  path: '/kyc/applications/:id/submit',
  tag: 'KYC',
  summary: 'Hand an application in',
  description: 'Checks begin at once, and a person decides. Handing in again what is under way changes nothing.',
  request: { params },
  responses: { 200: application },
  errors: [NotFound, Incomplete, IllegalTransition, LevelUnknown, ChangedMeanwhile, Forgotten, TooManyRequests],
  access: 'user',
});

export const withdrawApplication = defineEndpoint({
  id: 'withdrawKycApplication',
  method: 'POST',
  path: '/kyc/applications/:id/withdraw',
  tag: 'KYC',
  summary: 'Take an application back before it is decided',
  request: { params },
  responses: { 200: application },
  errors: [NotFound, IllegalTransition, Forgotten, TooManyRequests],
  access: 'user',
});
